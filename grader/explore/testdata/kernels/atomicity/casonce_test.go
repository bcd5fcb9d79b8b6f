// A compare-and-swap that is tried once: who loses the race forgets its update.
// Breaks when the other maximum is swapped in between the Load and the CAS.

package atomicity

import (
	"sync"
	"sync/atomic"
	"testing"
)

func raiseOnce(top *atomic.Int32, v int32) {
	if old := top.Load(); old < v {
		top.CompareAndSwap(old, v)
	}
}

func raise(top *atomic.Int32, v int32) {
	for {
		old := top.Load()
		if old >= v || top.CompareAndSwap(old, v) {
			return
		}
	}
}

func casMax(t *testing.T, raise func(*atomic.Int32, int32)) {
	var top atomic.Int32
	var wg sync.WaitGroup
	for _, v := range []int32{5, 9} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			raise(&top, v)
		}()
	}
	wg.Wait()
	if v := top.Load(); v != 9 {
		t.Errorf("maximum = %d, want 9", v)
	}
}

// want: wrong result
func TestCASOnceBug(t *testing.T) { casMax(t, raiseOnce) }

func TestCASOnceFixed(t *testing.T) { casMax(t, raise) }
