package treiberstack

import (
	"sort"
	"sync"
	"testing"
)

// Each of three goroutines pushes one and pops one: it always finds something,
// and all three values come out.
func TestPushPop(t *testing.T) {
	var s Stack[int]
	var wg sync.WaitGroup
	got := make([]int, 3)
	for i := range got {
		wg.Add(1)
		go func() {
			defer wg.Done()
			// HISTORY: call Push(i), then its return.
			s.Push(i)
			// HISTORY: call Pop(), then its return with the value.
			v, ok := s.Pop()
			if !ok {
				v = -1
			}
			got[i] = v
		}()
	}
	wg.Wait()
	sort.Ints(got)
	for i, v := range got {
		if v != i {
			t.Errorf("popped %v, want 0 1 2 in some order", got)
			break
		}
	}
	if n := s.Len(); n != 0 {
		t.Errorf("Len = %d at the end", n)
	}
}

// A drain beside a pusher: together with a second drain it sees all, newest
// first.
func TestDrain(t *testing.T) {
	var s Stack[int]
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 1; i <= 3; i++ {
			s.Push(i)
		}
	}()
	first := s.Drain()
	<-done
	second := s.Drain()
	all := append(second, first...)
	if len(all) != 3 {
		t.Fatalf("drained %v", all)
	}
	for i, v := range all {
		if v != 3-i {
			t.Errorf("drained %v then %v", first, second)
			break
		}
	}
}
