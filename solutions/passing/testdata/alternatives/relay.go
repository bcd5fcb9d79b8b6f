// Package passing is a relay: each result has a goroutine of its own, which starts the
// next one when it has delivered. The last of them closes.
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go leg(ctx, next, out)
	return out
}

// leg runs alone: the leg before it has nothing more to do.
func leg[T any](ctx context.Context, next func() (T, error), out chan<- Result[T]) {
	if ctx.Err() == nil {
		value, err := next()
		if err != io.EOF {
			select {
			case out <- Result[T]{Value: value, Err: err}:
				if err == nil {
					go leg(ctx, next, out)
					return
				}
			case <-ctx.Done():
			}
		}
	}
	close(out)
}
