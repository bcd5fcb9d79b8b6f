// Defers in the wrong order: the last one deferred runs first, so the function
// waits for a worker that waits for the cancel. Breaks in every schedule.

package ctx

import (
	"context"
	"sync"
	"testing"
)

func serveUntilDone(ctx context.Context, wg *sync.WaitGroup, jobs chan int) {
	wg.Go(func() {
		for n := 0; n < 2; n++ {
			select {
			case <-jobs:
			case <-ctx.Done():
				return
			}
		}
	})
}

// want: deadlock
func TestDeferOrderBug(t *testing.T) {
	var wg sync.WaitGroup
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer wg.Wait()
	jobs := make(chan int)
	serveUntilDone(ctx, &wg, jobs)
	jobs <- 1
}

func TestDeferOrderFixed(t *testing.T) {
	var wg sync.WaitGroup
	ctx, cancel := context.WithCancel(context.Background())
	defer wg.Wait()
	defer cancel()
	jobs := make(chan int)
	serveUntilDone(ctx, &wg, jobs)
	jobs <- 1
}
