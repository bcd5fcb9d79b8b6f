// Nobody closes the channel, and whoever ranges over it waits for ever.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestEveryReceiverEnds", "TestCancelStopsTheSource"]
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T]) // mutant: is never closed
	go func() {
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
				return
			}
		}
	}()
	return out
}
