// Package passing has two stages, one that asks and one that sends, with a channel of
// whole results between them.
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	inner, out := make(chan Result[T]), make(chan Result[T])
	go ask(ctx, next, inner)
	go send(ctx, inner, out)
	return out
}

// ask needs no select: send receives until inner is closed, also after a cancel.
func ask[T any](ctx context.Context, next func() (T, error), inner chan<- Result[T]) {
	defer close(inner)
	for ctx.Err() == nil {
		value, err := next()
		if err == io.EOF {
			return
		}
		inner <- Result[T]{Value: value, Err: err}
		if err != nil {
			return
		}
	}
}

func send[T any](ctx context.Context, inner <-chan Result[T], out chan<- Result[T]) {
	defer close(out)
	for result := range inner {
		select {
		case out <- result:
		case <-ctx.Done(): // drop it, and go on until ask has ended
		}
	}
}
