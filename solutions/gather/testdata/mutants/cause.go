// The error is the cause of the end of the context, which may be the caller.
//
//	verdicts = ["wrong result"]
//	means = "native"
package gather

import (
	"context"
	"sync"
)

// All runs all tasks.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		results = make([]T, len(tasks))
		wg      sync.WaitGroup
	)
	for i, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err == nil {
				results[i] = value
				return
			}
			cancel(err)
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil { // mutant: perhaps no task has failed
		return nil, err
	}
	return results, nil
}
