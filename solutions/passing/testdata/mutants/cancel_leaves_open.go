// A cancel ends the sender, but not the receivers.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestCancelStopsTheSource"]
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		for ctx.Err() == nil { // mutant: who leaves here leaves the channel open
			value, err := next()
			if err == io.EOF {
				close(out)
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
