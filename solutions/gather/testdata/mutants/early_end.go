// All does nothing where the context of the caller has ended already.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestContextOfTheCaller"]
package gather

import (
	"context"
	"sync"
)

// All runs every task once, all at the same time, and returns when all have returned.
// The results are in the order of the tasks.
//
// The first task that fails ends the context of the others. All then returns the error
// of that task and no results. The context of the tasks comes from ctx, and it has ended
// when All returns.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	if err := ctx.Err(); err != nil {
		return nil, err // mutant: whether that is an error is said by the tasks
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // also where nothing fails: what was derived from ctx is released
	var (
		results = make([]T, len(tasks))
		wg      sync.WaitGroup
		once    sync.Once
		first   error // written by once, read after wg.Wait
	)
	for i, task := range tasks {
		wg.Go(func() {
			value, err := task(ctx)
			if err == nil {
				results[i] = value // an element of its own: nobody else touches it
				return
			}
			once.Do(func() {
				// In this order. A task that fails because of the cancel finds the Once
				// taken, so it cannot come before the error that is to blame.
				first = err
				cancel()
			})
		})
	}
	// The only way out. The return of each function given to Go happens before Wait
	// returns, so first and all results may be read now.
	wg.Wait()
	if first != nil {
		return nil, first
	}
	return results, nil
}
