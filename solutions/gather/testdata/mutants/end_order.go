// Results are kept in the order of the ends.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestResultsInOrder"]
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
		mu      sync.Mutex
		results []T
		wg      sync.WaitGroup
		once    sync.Once
		first   error
	)
	for _, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err == nil {
				mu.Lock()
				defer mu.Unlock()
				results = append(results, value) // mutant: the first to end comes first
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
	return results, nil
}
