// Package passing hands values from one goroutine to others.
package passing

import (
	"context"
	"errors"
	"io"
)

// bufferSize is how many results may lie in the channel. The README allows 16 calls of
// next while nobody receives. One more result is in the hands of the goroutine, so the
// buffer must be smaller than 16.
const bufferSize = 10

// Stream calls next on a goroutine of its own, again and again, and sends what each
// call returned on the channel that it returns.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	results := make(chan Result[T], bufferSize)
	go produce(ctx, next, results)
	return results
}

// produce is the goroutine. It is the only one who sends, so it is the one who closes.
func produce[T any](ctx context.Context, next func() (T, error), results chan<- Result[T]) {
	defer close(results)

	for {
		// Is the context over already? Then do not call next any more.
		select {
		case <-ctx.Done():
			return
		default:
			// no, go on
		}

		// value and err are new variables in each round, nobody else sees them
		value, err := next()

		if errors.Is(err, io.EOF) {
			return // nothing more, this is not sent
		}

		result := Result[T]{
			Value: value,
			Err:   err,
		}
		sent := send(ctx, results, result)
		if !sent {
			return
		}

		if err != nil {
			return // the error was the last one
		}
	}
}

// send reports whether the result could be sent before the context ended.
func send[T any](ctx context.Context, results chan<- Result[T], result Result[T]) bool {
	select {
	case results <- result:
		return true
	case <-ctx.Done():
		return false
	}
}
