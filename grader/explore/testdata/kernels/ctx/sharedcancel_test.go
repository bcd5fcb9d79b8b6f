// The first to be done cancels all: each worker calls the shared cancel when it
// goes, also when all went well. Breaks when the other worker has not taken its
// part yet: its select may take the Done arm.

package ctx

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

func sumShared(t *testing.T, leave func(cancel context.CancelFunc)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var sum atomic.Int64
	var wg sync.WaitGroup
	for i := range 2 {
		in := make(chan int, 1)
		in <- i + 1
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer leave(cancel)
			select {
			case v := <-in:
				sum.Add(int64(v))
			case <-ctx.Done():
			}
		}()
	}
	wg.Wait()
	if v := sum.Load(); v != 3 {
		t.Errorf("sum = %d, want 3", v)
	}
}

// want: wrong result
func TestSharedCancelBug(t *testing.T) {
	sumShared(t, func(cancel context.CancelFunc) { cancel() })
}

func TestSharedCancelFixed(t *testing.T) {
	sumShared(t, func(context.CancelFunc) {})
}
