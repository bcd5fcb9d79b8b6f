// The tasks get a context that does not come from the caller.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestContextOfTheCaller"]
package gather

import (
	"context"
	"sync"
)

// All runs all tasks.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(context.Background()) // mutant: the caller's cancel ends here
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
	wg.Wait() // mutant: for tasks that never heard of it
	if first != nil {
		return nil, first
	}
	return results, nil
}
