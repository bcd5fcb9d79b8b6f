// A later error overwrites an earlier one.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestFirstErrorIsReturned"]
package gather

import (
	"context"
	"sync"
)

// All runs all tasks.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		results = make([]T, len(tasks))
		wg      sync.WaitGroup
		mu      sync.Mutex
		first   error
	)
	for i, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err == nil {
				results[i] = value
				return
			}
			mu.Lock()
			defer mu.Unlock()
			first = err // mutant: perhaps what a task says because it was cancelled
			cancel()
		})
	}
	wg.Wait()
	if first != nil {
		return nil, first
	}
	return results, nil
}
