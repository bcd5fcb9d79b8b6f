// Two goroutines ask for values side by side, for speed.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package passing

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	var askers sync.WaitGroup
	var failed atomic.Bool
	for range 2 {
		askers.Go(func() {
			for ctx.Err() == nil && !failed.Load() {
				value, err := next() // mutant: while the other one is in there
				if err == io.EOF || err != nil && !failed.CompareAndSwap(false, true) {
					return
				}
				select { // mutant: the other one may have an older value
				case out <- Result[T]{Value: value, Err: err}:
				case <-ctx.Done():
				}
			}
		})
	}
	go func() {
		askers.Wait()
		close(out)
	}()
	return out
}
