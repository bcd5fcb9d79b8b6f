// The others are cancelled before the error is kept.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
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
			cancel()                        // mutant: from here on others fail too
			once.Do(func() { first = err }) // mutant: and may be faster
		})
	}
	wg.Wait()
	if first != nil {
		return nil, first
	}
	return results, nil
}
