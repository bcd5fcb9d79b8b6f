package unboundedqueue

import (
	"sync"
	"testing"
)

// All that two goroutines push is popped by two others.
func TestQueue(t *testing.T) {
	q := New()
	var producers, consumers sync.WaitGroup
	for p := range 2 {
		producers.Go(func() {
			q.Push(10*p + 1)
			q.Push(10*p + 2)
		})
	}
	got := make([][]int, 2)
	for c := range got {
		consumers.Go(func() {
			for v, ok := q.Pop(); ok; v, ok = q.Pop() {
				got[c] = append(got[c], v.(int))
			}
		})
	}
	producers.Wait()
	q.Close()
	consumers.Wait()
	seen := map[int]int{}
	for _, part := range got {
		for _, v := range part {
			seen[v]++
		}
	}
	for _, want := range []int{1, 2, 11, 12} {
		if seen[want] != 1 {
			t.Errorf("%d was popped %d times", want, seen[want])
		}
	}
	if v, ok := q.TryPop(); ok {
		t.Errorf("left over: %v", v)
	}
}

// A producer can send all before anybody receives; the order stays.
func TestPipe(t *testing.T) {
	in := make(chan int)
	out := Pipe(in)
	for i := range 4 {
		in <- i
	}
	close(in)
	want := 0
	for v := range out {
		if v != want {
			t.Errorf("got %d, want %d", v, want)
		}
		want++
	}
	if want != 4 {
		t.Errorf("got %d values, want 4", want)
	}
}
