// Results are returned beside an error.
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
		return results, first // mutant: half of them were never written
	}
	return results, nil
}
