// cancel forgotten: the watcher waits for work or for the end of its context,
// and nobody ends it. Breaks in every schedule: the test returns, the watcher
// stays.

package ctx

import (
	"context"
	"testing"
)

func watchWork(ctx context.Context, work chan int) chan struct{} {
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		for {
			select {
			case <-work:
			case <-ctx.Done():
				return
			}
		}
	}()
	return exited
}

// want: goroutine leak
func TestForgotCancelBug(t *testing.T) {
	ctx, _ := context.WithCancel(context.Background())
	work := make(chan int)
	watchWork(ctx, work)
	work <- 1
}

func TestForgotCancelFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	work := make(chan int)
	exited := watchWork(ctx, work)
	work <- 1
	cancel()
	<-exited
}
