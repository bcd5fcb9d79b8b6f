// The sender looks at the context only in the select, which may take the other case.
//
//	verdicts = ["wrong result"]
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
		defer close(out)
		for {
			value, err := next() // mutant: though ctx may have ended
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
