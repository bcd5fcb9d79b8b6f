// All values are collected first and sent then, however many there are.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCancelFreesTheSender"]
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
		var results []Result[T]
		for ctx.Err() == nil {
			value, err := next() // mutant: whether or not anybody receives
			if err == io.EOF {
				break
			}
			results = append(results, Result[T]{Value: value, Err: err})
			if err != nil {
				break
			}
		}
		for _, result := range results {
			select {
			case out <- result:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
