// All sleeps for a while, in which surely every task ends.
//
//	verdicts = ["wrong result", "data race"]
//	means = "native"
package gather

import (
	"context"
	"sync"
	"time"
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
				results[i] = value // mutant: the caller may read this now
				return
			}
			once.Do(func() {
				first = err // mutant: and this write
				cancel()
			})
		})
	}
	time.Sleep(50 * time.Millisecond) // mutant: nothing says that it is enough
	if first != nil {                 // mutant: nothing orders this read
		return nil, first
	}
	return results, nil
}
