// The error of the task that stands first is returned.
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
	results := make([]T, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			results[i], errs[i] = task(ctx)
			if errs[i] != nil {
				cancel()
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err // mutant: another one may have come before
		}
	}
	return results, nil
}
