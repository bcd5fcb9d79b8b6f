// The derived context is ended only if a task fails.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestContextOfTheCaller"]
package gather

import (
	"context"
	"sync"
)

// All runs all tasks.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	_ = cancel // so that the compiler is content
	var (
		results = make([]T, len(tasks))
		wg      sync.WaitGroup
		once    sync.Once
		first   error
	)
	for i, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err == nil {
				results[i] = value
				return
			}
			once.Do(func() {
				first = err
				cancel()
			})
		})
	}
	wg.Wait()
	if first != nil {
		return nil, first
	}
	return results, nil // mutant: without a cancel
}
