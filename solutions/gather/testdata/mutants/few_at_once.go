// Only eight tasks run at a time.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestAllAtOnce"]
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
	slots := make(chan struct{}, 8)
	for i, task := range tasks {
		wg.Go(func() {
			slots <- struct{}{} // mutant: waits until another task has ended
			defer func() { <-slots }()
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
	return results, nil
}
