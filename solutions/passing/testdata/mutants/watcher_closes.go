// A second goroutine watches the context and closes the channel, though it does not
// send.
//
//	verdicts = ["wrong result", "panic", "data race", "goroutine leak"]
//	means = "native"
package passing

import (
	"context"
	"io"
	"sync"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	var once sync.Once
	end := func() { once.Do(func() { close(out) }) } // mutant: closes while the sender sends
	context.AfterFunc(ctx, end)                      // mutant: the sender may be about to send
	go func() {                                      // mutant: the sender
		defer end()
		for ctx.Err() == nil {
			value, err := next()
			if err == io.EOF {
				return
			}
			select { // mutant: on a closed channel
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
