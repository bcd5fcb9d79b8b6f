// A negative counter on a rare path: the worker defers its Done, and on the way
// out for a stop calls it once more. Breaks when the stop is stored before the
// worker looks.

package waitgroup

import (
	"sync"
	"sync/atomic"
	"testing"
)

func stopRun(work func(wg *sync.WaitGroup, stop *atomic.Bool)) {
	var wg sync.WaitGroup
	var stop atomic.Bool
	exited := make(chan struct{})
	wg.Add(1)
	go func() {
		defer close(exited)
		defer wg.Done()
		work(&wg, &stop)
	}()
	stop.Store(true)
	wg.Wait()
	<-exited
}

// want: panic
func TestNegativeBug(t *testing.T) {
	stopRun(func(wg *sync.WaitGroup, stop *atomic.Bool) {
		if stop.Load() {
			wg.Done()
			return
		}
	})
}

func TestNegativeFixed(t *testing.T) {
	stopRun(func(wg *sync.WaitGroup, stop *atomic.Bool) {
		if stop.Load() {
			return
		}
	})
}
