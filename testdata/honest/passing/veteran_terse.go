package passing

import (
	"context"
	"io"
)

func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		defer close(out)
		for ctx.Err() == nil {
			v, err := next()
			if err == io.EOF {
				return
			}
			select {
			case out <- Result[T]{v, err}:
			case <-ctx.Done():
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
