// Another error than io.EOF ends the sender, but not the receivers.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestEveryReceiverEnds"]
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		for ctx.Err() == nil {
			value, err := next()
			if err == io.EOF {
				close(out)
				return
			}
			select {
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done():
				close(out)
				return
			}
			if err != nil {
				return // mutant: on this path nobody closes
			}
		}
		close(out)
	}()
	return out
}
