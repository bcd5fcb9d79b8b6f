// The shared variables stay, and a sleep gives the other goroutine time to read them.
//
//	verdicts = ["data race"]
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
	var value T
	var err error
	ready := make(chan struct{}, 8)
	go func() {
		defer close(ready)
		for ctx.Err() == nil && err == nil {
			value, err = next() // mutant: time orders nothing
			if err == io.EOF {
				return
			}
			ready <- struct{}{}
			time.Sleep(time.Millisecond)
		}
	}()
	go func() {
		defer close(out)
		for range ready {
			select {
			case out <- Result[T]{Value: value, Err: err}: // mutant: the next one may be there by now
			case <-ctx.Done():
			}
		}
	}()
	return out
}
