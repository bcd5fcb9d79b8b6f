package boundedqueue

import (
	"sync"
	"testing"
)

// Two producers, one consumer, room for one value: nothing is lost and each
// producer's values come out in its order.
func TestProducersConsumer(t *testing.T) {
	q := New[[2]int](1)
	var wg sync.WaitGroup
	for p := 0; p < 2; p++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 1; i <= 2; i++ {
				// HISTORY: call Put(p, i), then its return.
				q.Put([2]int{p, i})
			}
		}()
	}
	var last [2]int
	for n := 0; n < 4; n++ {
		// HISTORY: call Take(), then its return with the value.
		v, ok := q.Take()
		if !ok {
			t.Fatalf("take %d: the queue says closed", n)
		}
		p, i := v[0], v[1]
		if i != last[p]+1 {
			t.Errorf("producer %d: got %d after %d", p, i, last[p])
		}
		last[p] = i
	}
	wg.Wait()
	if last != [2]int{2, 2} {
		t.Errorf("last values %v", last)
	}
}

// One producer, two consumers: the consumers share the values.
func TestTwoConsumers(t *testing.T) {
	q := New[int](2)
	sums := make([]int, 2)
	var wg sync.WaitGroup
	for c := range sums {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				v, ok := q.Take()
				if !ok {
					return
				}
				sums[c] += v
			}
		}()
	}
	for i := 1; i <= 4; i++ {
		if !q.Put(i) {
			t.Errorf("put %d refused", i)
		}
	}
	q.Close()
	wg.Wait()
	if got := sums[0] + sums[1]; got != 10 {
		t.Errorf("sum of all taken = %d, want 10", got)
	}
}

// Close frees a producer that waits for room.
func TestCloseFreesPut(t *testing.T) {
	q := New[string](1)
	q.Put("kept")
	refused := make(chan bool)
	go func() { refused <- !q.Put("late") }()
	q.Close()
	if !<-refused {
		t.Error("a Put into a full and closed queue went through")
	}
	if v, ok := q.Take(); !ok || v != "kept" {
		t.Errorf("Take = %q, %v", v, ok)
	}
	if _, ok := q.Take(); ok {
		t.Error("a drained and closed queue gave a value")
	}
}
