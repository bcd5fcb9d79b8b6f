// Package ablation has bugs that one part of the explorer finds and the others miss.
package ablation

import (
	"sync"
	"testing"
)

// Two totals that must be equal are changed in two critical sections, late in the life of
// the one who compares them, and early in that of both as a whole: two preemptions at the
// right places show it, hardly any schedule at random does, and to reverse the order of
// all that comes after has too many ways.
//
// want: wrong result
func TestBoundedBug(t *testing.T) {
	var mu sync.Mutex
	var left, right, noise int
	locked := func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		f()
	}
	work := func(n int) {
		for range n {
			locked(func() { noise++ })
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		work(150)
		var before, after bool
		locked(func() { before = left == 0 })
		locked(func() { after = left == right })
		if before && !after {
			t.Errorf("left = %d, right = %d; want them equal", left, right)
		}
		work(8)
	})
	wg.Go(func() {
		locked(func() { left++ })
		locked(func() { right++ })
		work(8)
	})
	wg.Wait()
}
