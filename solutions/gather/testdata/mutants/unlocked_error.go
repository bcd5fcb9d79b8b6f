// All tasks write the error, and nothing orders them.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestFirstErrorCancelsTheRest"]
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
		first   error
	)
	for i, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err == nil {
				results[i] = value
				return
			}
			if first == nil { // mutant: another task may be here too
				first = err // mutant: and write at the same time
				cancel()
			}
		})
	}
	wg.Wait()
	if first != nil {
		return nil, first
	}
	return results, nil
}
