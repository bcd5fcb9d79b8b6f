// The two shared variables get a lock: the data race is gone, and values are
// overwritten as before.
//
//	verdicts = ["wrong result"]
//	means = "native"
package passing

import (
	"context"
	"io"
	"sync"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	var mu sync.Mutex
	var value T
	var err error
	ready := make(chan struct{}, 8)
	go func() {
		defer close(ready)
		for ctx.Err() == nil {
			v, e := next()
			if e == io.EOF {
				return
			}
			mu.Lock()
			value, err = v, e // mutant: what lay there may not have been read yet
			mu.Unlock()
			select {
			case ready <- struct{}{}:
			case <-ctx.Done():
			}
			if e != nil {
				return
			}
		}
	}()
	go func() {
		defer close(out)
		for range ready {
			mu.Lock()
			result := Result[T]{Value: value, Err: err} // mutant: the latest, not the next
			mu.Unlock()
			select {
			case out <- result:
			case <-ctx.Done():
			}
		}
	}()
	return out
}
