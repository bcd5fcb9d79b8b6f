// An error is sent without the value that came with it.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorArrivesLastWithItsValue"]
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
			result := Result[T]{Value: value}
			if err != nil {
				result = Result[T]{Err: err} // mutant: the value is lost
			}
			select {
			case out <- result:
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
