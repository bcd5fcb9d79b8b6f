// Room for one error too few: the errors are read after all workers are done.
// Breaks when all three fail, which they do unless one sees the brake of the
// test in time: the last error finds no room, its worker never is done.

package channel

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

func collectErrors(t *testing.T, workers, room int) {
	var brake atomic.Bool
	var wg sync.WaitGroup
	errs := make(chan error, room)
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if !brake.Load() {
				errs <- errors.New("failed")
			}
		}()
	}
	brake.Store(true)
	wg.Wait()
	close(errs)
	for err := range errs {
		if err == nil {
			t.Errorf("nil error")
		}
	}
}

// want: deadlock
func TestSizeOffBug(t *testing.T) { collectErrors(t, 3, 2) }

func TestSizeOffFixed(t *testing.T) { collectErrors(t, 3, 3) }
