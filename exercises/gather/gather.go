// Package gather runs tasks together and collects their results.
//
// Task: make All run its tasks at the same time, so that two of them take the time of
// one. The first error ends the others, and nothing is left running when All returns.
// Names and signatures stay as they are. See README.md.
package gather

import "context"

// All runs every task once, all at the same time, and returns when all have returned.
// The results are in the order of the tasks.
//
// The first task that fails ends the context of the others. All then returns the error
// of that task and no results. The context of the tasks comes from ctx, and it has ended
// when All returns.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	results := make([]T, len(tasks))
	for i, task := range tasks {
		done := make(chan error)
		go func() {
			var err error
			results[i], err = task(ctx)
			done <- err
		}()
		// TODO: each task has a goroutine, and yet they run one after the other. And an
		// error has nobody to cancel: the rest has not been started.
		if err := <-done; err != nil {
			return nil, err
		}
	}
	return results, nil
}
