// Each value is sent by a goroutine of its own, and they overtake each other.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestEachValueOnceInOrder"]
package passing

import (
	"context"
	"io"
	"sync"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		defer close(out)
		var senders sync.WaitGroup
		defer senders.Wait()
		slots := make(chan struct{}, 4)
		for ctx.Err() == nil {
			value, err := next()
			if err == io.EOF {
				return
			}
			if err != nil {
				senders.Wait() // the error comes last
			}
			slots <- struct{}{}
			senders.Go(func() {
				defer func() { <-slots }()
				select { // mutant: the senders are ready in any order
				case out <- Result[T]{Value: value, Err: err}:
				case <-ctx.Done():
				}
			})
			if err != nil {
				return
			}
		}
	}()
	return out
}
