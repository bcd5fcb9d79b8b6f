// Package passing gives the channel a few slots, so that the source can be ahead of the
// receivers by as many values.
package passing

import (
	"context"
	"io"
)

const ahead = 4

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T], ahead)
	go func() {
		defer close(out) // what lies in the slots can still be received
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
