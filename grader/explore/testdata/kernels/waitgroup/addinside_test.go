// Add inside the goroutine: nothing says the Add comes before the Wait. Breaks
// when the test waits before a worker has added itself: it does not wait for
// that one (and a late Add may meet a Wait that is just ending).

package waitgroup

import (
	"sync"
	"sync/atomic"
	"testing"
)

// want: wrong result, data race, panic
func TestAddInsideBug(t *testing.T) {
	var wg sync.WaitGroup
	var n atomic.Int64
	for range 2 {
		go func() {
			wg.Add(1)
			defer wg.Done()
			n.Add(1)
		}()
	}
	wg.Wait()
	if v := n.Load(); v != 2 {
		t.Errorf("n = %d, want 2", v)
	}
}

func TestAddInsideFixed(t *testing.T) {
	var wg sync.WaitGroup
	var n atomic.Int64
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n.Add(1)
		}()
	}
	wg.Wait()
	if v := n.Load(); v != 2 {
		t.Errorf("n = %d, want 2", v)
	}
}
