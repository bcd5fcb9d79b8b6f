// The path of an error closes the channel, and so does the defer.
//
//	verdicts = ["panic"]
//	means = "native"
//	fails = ["TestErrorArrivesLastWithItsValue", "TestEveryReceiverEnds"]
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() { // mutant: the goroutine that closes twice
		defer close(out) // mutant: it may be closed by then
		for ctx.Err() == nil {
			value, err := next()
			if err == io.EOF {
				return
			}
			select {
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				close(out)
				return
			}
		}
	}()
	return out
}
