package peterson

import (
	"sync"
	"testing"
)

// The two sides count under the lock.
func TestTwo(t *testing.T) {
	var (
		l  Lock
		n  int
		wg sync.WaitGroup
	)
	for side := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2 {
				l.Lock(side)
				n++
				l.Unlock(side)
			}
		}()
	}
	wg.Wait()
	if n != 4 {
		t.Errorf("n = %d, want 4", n)
	}
}

// Three parties of the tree: one at a time is inside.
func TestTree(t *testing.T) {
	var (
		l      Tree
		inside int
		worst  int
		wg     sync.WaitGroup
	)
	for id := range 3 {
		wg.Go(func() {
			l.Lock(id)
			inside++
			worst = max(worst, inside)
			inside--
			l.Unlock(id)
		})
	}
	wg.Wait()
	if inside != 0 || worst != 1 {
		t.Errorf("inside %d, at most %d", inside, worst)
	}
}
