// The sender gives a receiver a second, and then takes the next value.
//
//	verdicts = ["wrong result", "hang"]
//	means = "explorer"
package passing

import (
	"context"
	"io"
	"time"
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
			select { // mutant: a receiver may take its time
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done():
				return
			case <-time.After(time.Second): // mutant: the value is lost
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
