package msqueue

import (
	"sync"
	"testing"
)

type item struct{ producer, serial int }

// Two producers and a consumer that does not wait; the test drains the rest.
func TestFIFOPerProducer(t *testing.T) {
	q := New[item]()
	var wg sync.WaitGroup
	for p := 0; p < 2; p++ {
		wg.Add(1)
		go func(p int) {
			defer wg.Done()
			for s := 1; s <= 2; s++ {
				q.Enqueue(item{p, s})
			}
		}(p)
	}
	var got []item
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 2 {
			if v, ok := q.Dequeue(); ok {
				got = append(got, v)
			}
		}
	}()
	wg.Wait()
	for v, ok := q.Dequeue(); ok; v, ok = q.Dequeue() {
		got = append(got, v)
	}
	if len(got) != 4 {
		t.Fatalf("got %d values, want 4: %v", len(got), got)
	}
	last := map[int]int{}
	for _, v := range got {
		if v.serial != last[v.producer]+1 {
			t.Errorf("producer %d: %d came after %d", v.producer, v.serial, last[v.producer])
		}
		last[v.producer] = v.serial
	}
}

// Two goroutines each put one in and take one out: never empty for them, and
// the two values are shared out.
func TestPutThenTake(t *testing.T) {
	q := New[int]()
	var wg sync.WaitGroup
	got := [2]int{-1, -1}
	for i := range got {
		wg.Go(func() {
			q.Enqueue(i)
			if v, ok := q.Dequeue(); ok {
				got[i] = v
			}
		})
	}
	wg.Wait()
	if got != [2]int{0, 1} && got != [2]int{1, 0} {
		t.Errorf("got %v", got)
	}
}
