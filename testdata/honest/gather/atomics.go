// Package gather runs tasks together and collects their results.
package gather

import (
	"context"
	"sync/atomic"
)

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	if len(tasks) == 0 {
		return nil, nil
	}
	taskCtx, cancel := context.WithCancel(ctx)
	defer cancel()

	var (
		results = make([]T, len(tasks))
		first   atomic.Pointer[error] // the swap decides who was first
		running atomic.Int64
		done    = make(chan struct{}) // closed by the last one
	)
	running.Store(int64(len(tasks)))
	for i := range tasks {
		go func() {
			defer func() {
				if running.Add(-1) == 0 {
					close(done)
				}
			}()
			value, err := tasks[i](taskCtx)
			if err == nil {
				results[i] = value
				return
			}
			if first.CompareAndSwap(nil, &err) {
				cancel() // not before the error is kept
			}
		}()
	}
	<-done

	if p := first.Load(); p != nil {
		return nil, *p
	}
	return results, nil
}
