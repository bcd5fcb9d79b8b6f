// A spin on a flag nobody sets: the first of the two workers is to set it, and
// finds out in a second step whether it is the first. Breaks when both have
// counted before either looks: no one is the first.

package livelock

import (
	"sync"
	"sync/atomic"
	"testing"
)

func spinForFirst(t *testing.T, first func(n *atomic.Int64) bool) {
	var n atomic.Int64
	var flag atomic.Bool
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if first(&n) {
				flag.Store(true)
			}
		}()
	}
	for !flag.Load() {
	}
	wg.Wait()
	if v := n.Load(); v != 2 {
		t.Errorf("n = %d, want 2", v)
	}
}

// want: livelock
func TestSpinFlagBug(t *testing.T) {
	spinForFirst(t, func(n *atomic.Int64) bool {
		n.Add(1)
		return n.Load() == 1
	})
}

func TestSpinFlagFixed(t *testing.T) {
	spinForFirst(t, func(n *atomic.Int64) bool { return n.Add(1) == 1 })
}
