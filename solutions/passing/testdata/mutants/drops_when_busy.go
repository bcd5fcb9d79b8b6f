// A value for which no receiver is waiting at that moment is thrown away.
//
//	verdicts = ["wrong result"]
//	means = "native"
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		defer close(out)
		for ctx.Err() == nil {
			value, err := next()
			if err == io.EOF {
				return
			}
			select { // mutant: does not wait for a receiver
			case out <- Result[T]{Value: value, Err: err}:
			default: // mutant: nobody waits for it yet
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
