// Package gather runs tasks together and collects their results.
package gather

import "context"

// outcome is what task number i returned.
type outcome[T any] struct {
	i     int
	value T
	err   error
}

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	outcomes := make(chan outcome[T])
	for i := range tasks {
		go func(i int, task Task[T]) {
			v, err := task(ctx)
			outcomes <- outcome[T]{i: i, value: v, err: err}
		}(i, tasks[i])
	}

	// One outcome for each task, in the order in which they end. No task is cancelled
	// before the first error has been received here, so no other can overtake it.
	var first error
	results := make([]T, len(tasks))
	for range tasks {
		o := <-outcomes
		switch {
		case o.err == nil:
			results[o.i] = o.value
		case first == nil:
			first = o.err
			cancel()
		}
	}
	if first != nil {
		results = nil
	}
	return results, first
}
