// Atomic on one side only: the workers add atomically, the monitor reads the
// word plainly. Breaks when the monitor reads before the workers are joined.

package datarace

import (
	"sync"
	"sync/atomic"
	"testing"
)

func mixedAtomic(t *testing.T, n *int64, read func() int64) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			atomic.AddInt64(n, 1)
		}()
	}
	if v := read(); v < 0 || v > 2 {
		t.Errorf("monitor reads %d", v)
	}
	wg.Wait()
}

// want: data race
func TestMixedAtomicBug(t *testing.T) {
	n := new(int64)
	mixedAtomic(t, n, func() int64 { return *n })
}

func TestMixedAtomicFixed(t *testing.T) {
	n := new(int64)
	mixedAtomic(t, n, func() int64 { return atomic.LoadInt64(n) })
}
