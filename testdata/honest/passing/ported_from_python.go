// Package passing hands values from one goroutine to others.
package passing

import (
	"context"
	"io"
	"iter"
)

// records is the generator that I would write in Python:
//
//	def records(next):
//	    while True:
//	        try:
//	            yield next(), None
//	        except EOFError:
//	            return
//	        except Exception as e:
//	            yield None, e
//	            return
func records[T any](ctx context.Context, next func() (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			if ctx.Err() != nil {
				return
			}
			switch value, err := next(); {
			case err == nil:
				if !yield(value, nil) {
					return
				}
			case err == io.EOF:
				return
			default:
				yield(value, err)
				return
			}
		}
	}
}

// Stream lets the generator run on a goroutine and sends what it yields.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	q := make(chan Result[T], 1) // asyncio.Queue(maxsize=1)

	go func() {
		defer close(q)
		for value, err := range records(ctx, next) {
			select {
			case <-ctx.Done():
				return
			case q <- Result[T]{Value: value, Err: err}:
			}
		}
	}()

	return q
}
