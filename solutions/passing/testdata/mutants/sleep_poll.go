// The sender tries, sleeps for a moment and tries again.
//
//	verdicts = ["hang"]
//	means = "native"
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
			for sent := false; !sent; {
				select {
				case out <- Result[T]{Value: value, Err: err}:
					sent = true
				case <-ctx.Done():
					return
				default:
					time.Sleep(time.Millisecond) // mutant: wakes up though nothing has happened
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
