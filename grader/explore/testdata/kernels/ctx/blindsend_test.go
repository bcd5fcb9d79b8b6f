// The context is asked between the sends and forgotten in the send. Breaks when
// the producer has asked and the consumer cancels and goes: the producer stays
// in its send.

package ctx

import (
	"context"
	"testing"
)

func sendBlind(ctx context.Context, out chan<- int) {
	for i := 0; i < 3 && ctx.Err() == nil; i++ {
		out <- i
	}
}

func sendOrDone(ctx context.Context, out chan<- int) {
	for i := range 3 {
		select {
		case out <- i:
		case <-ctx.Done():
			return
		}
	}
}

func takeFirst(t *testing.T, send func(context.Context, chan<- int)) chan struct{} {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	out := make(chan int)
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		send(ctx, out)
	}()
	if v := <-out; v != 0 {
		t.Errorf("got %d, want 0", v)
	}
	return exited
}

// want: goroutine leak
func TestBlindSendBug(t *testing.T) { takeFirst(t, sendBlind) }

func TestBlindSendFixed(t *testing.T) { <-takeFirst(t, sendOrDone) }
