package spscring

import "testing"

type pair struct{ a, b int }

// Everything arrives whole and in order through two slots.
func TestOrder(t *testing.T) {
	r := New[pair](1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 1; i <= 4; i++ {
			r.Put(pair{i, -i})
		}
		r.Close()
	}()
	n := 0
	for {
		v, ok := r.Take()
		if !ok {
			break
		}
		n++
		if v != (pair{n, -n}) {
			t.Errorf("value %d is %v", n, v)
		}
	}
	<-done
	if n != 4 {
		t.Errorf("%d values arrived, want 4", n)
	}
}

// What TryPut took is what comes out; the rest was refused.
func TestTryPut(t *testing.T) {
	r := New[int](0)
	accepted := make(chan int)
	go func() {
		n := 0
		for i := range 3 {
			if r.TryPut(i) {
				n++
			}
		}
		accepted <- n
	}()
	got := 0
	if _, ok := r.TryTake(); ok {
		got++
	}
	n := <-accepted
	for _, ok := r.TryTake(); ok; _, ok = r.TryTake() {
		got++
	}
	if n < 1 || n > 2 || got != n {
		t.Errorf("%d accepted, %d taken", n, got)
	}
}
