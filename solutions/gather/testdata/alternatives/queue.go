// Package gather keeps the errors in a channel, which is a queue: what was sent first is
// received first. It has room for all, so nobody waits to send.
//
// Each task sends before it cancels. So the error of a task that fails because of the
// cancel stands behind the one that is to blame.
package gather

import (
	"context"
	"sync"
)

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make([]T, len(tasks))
	errs := make(chan error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err != nil {
				errs <- err
				cancel()
				return
			}
			results[i] = value
		})
	}
	wg.Wait()
	select {
	case first := <-errs:
		return nil, first
	default:
		return results, nil
	}
}
