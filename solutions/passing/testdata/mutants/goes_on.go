// An error is sent like a value, and next is called again.
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
			value, err := next() // mutant: also after an error
			if err == io.EOF {
				return
			}
			select {
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
