// Values and the error take two channels, and a select puts them together again.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	values, failed := make(chan T, 4), make(chan Result[T], 1)
	go func() {
		defer close(values)
		for ctx.Err() == nil {
			value, err := next()
			if err == io.EOF {
				return
			}
			if err != nil {
				failed <- Result[T]{Value: value, Err: err}
				return
			}
			select {
			case values <- value:
			case <-ctx.Done():
			}
		}
	}()
	go func() {
		defer close(out)
		send := func(result Result[T]) {
			select {
			case out <- result:
			case <-ctx.Done():
			}
		}
		for {
			select { // mutant: the error may come before values that are older
			case value, open := <-values:
				if open {
					send(Result[T]{Value: value})
					continue
				}
				select {
				case result := <-failed:
					send(result)
				default:
				}
				return
			case result := <-failed:
				send(result)
				for range values { // they are late
				}
				return
			}
		}
	}()
	return out
}
