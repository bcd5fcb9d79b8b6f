// Package gather sends each outcome, with its number, over one channel to the caller.
// The caller cancels at the first error and goes on receiving until it has all.
//
// Only the caller touches the results and the error. A task that fails because of the
// cancel sends after it, and so after the first error was received.
package gather

import "context"

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type outcome struct {
		i     int
		value T
		err   error
	}
	outcomes := make(chan outcome)
	for i, task := range tasks {
		go func() {
			value, err := task(ctx)
			outcomes <- outcome{i, value, err}
		}()
	}
	results := make([]T, len(tasks))
	var first error
	for range tasks {
		o := <-outcomes
		results[o.i] = o.value
		if o.err != nil && first == nil {
			first = o.err
			cancel()
		}
	}
	if first != nil {
		return nil, first
	}
	return results, nil
}
