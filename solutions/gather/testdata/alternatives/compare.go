// Package gather elects the first error by a compare-and-swap. Who wins cancels.
//
// The swap and the load after Wait are atomic, and so ordered. Who fails because of the
// cancel swaps after the winner did, and loses.
package gather

import (
	"context"
	"sync"
	"sync/atomic"
)

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make([]T, len(tasks))
	var first atomic.Pointer[error]
	var wg sync.WaitGroup
	wg.Add(len(tasks))
	for i, task := range tasks {
		go func() {
			defer wg.Done()
			var err error
			if results[i], err = task(ctx); err != nil && first.CompareAndSwap(nil, &err) {
				cancel()
			}
		}()
	}
	wg.Wait()
	if err := first.Load(); err != nil {
		return nil, *err
	}
	return results, nil
}
