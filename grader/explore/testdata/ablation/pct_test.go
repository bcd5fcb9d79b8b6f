package ablation

import (
	"sync"
	"testing"
)

// One goroutine is between two halves of a change while another does all of its long work:
// one preemption, and then none for long, which is unlikely where each step is drawn. Other
// goroutines, in any order, are too many for a search of all orders.
//
// want: wrong result
func TestPCTBug(t *testing.T) {
	var mu sync.Mutex
	half, most, noise := false, 0, 0
	locked := func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		f()
	}
	var wg sync.WaitGroup
	for range 7 {
		wg.Go(func() { locked(func() { noise++ }) })
	}
	wg.Go(func() {
		locked(func() { half = true })
		for range 5 {
			locked(func() { noise++ })
		}
		locked(func() { half = false })
	})
	wg.Go(func() {
		seen := 0
		for range 40 {
			locked(func() {
				if half {
					seen++
				}
			})
		}
		locked(func() { most = seen })
	})
	wg.Wait()
	if most == 40 {
		t.Errorf("all %d looks saw half a change", most)
	}
}
