package prioqueue

import (
	"sync"
	"testing"
)

// From a filled queue, each of two consumers sees falling priorities.
func TestOrder(t *testing.T) {
	q := New()
	for i, p := range []int{2, 5, 1, 5} {
		q.Push(p, string(rune('a'+i)))
	}
	q.Close()
	got := make([][]*Job, 2)
	var wg sync.WaitGroup
	for c := range got {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				j := q.Pop()
				if j == nil {
					return
				}
				got[c] = append(got[c], j)
			}
		}()
	}
	wg.Wait()
	if n := len(got[0]) + len(got[1]); n != 4 {
		t.Errorf("%d jobs, want 4", n)
	}
	for c, all := range got {
		for i := 1; i < len(all); i++ {
			a, b := all[i-1], all[i]
			if a.Priority < b.Priority || a.Priority == b.Priority && a.Name > b.Name {
				t.Errorf("consumer %d: %v before %v", c, *a, *b)
			}
		}
	}
}

// Producers and a consumer at the same time: everything arrives once.
func TestAll(t *testing.T) {
	q := New()
	done := make(chan struct{})
	for p := range 2 {
		go func() {
			q.Push(p, "job")
			q.Push(-p, "job")
			done <- struct{}{}
		}()
	}
	sum := make(chan int)
	go func() {
		n := 0
		for j := q.Pop(); j != nil; j = q.Pop() {
			n += 10 + j.Priority
		}
		sum <- n
	}()
	<-done
	<-done
	q.Close()
	if n := <-sum; n != 40 {
		t.Errorf("sum %d, want 40", n)
	}
}
