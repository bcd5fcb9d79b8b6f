// All returns at the first error, and nobody receives what the others send.
//
//	verdicts = ["goroutine leak"]
//	means = "native"
package gather

import "context"

// All runs all tasks.
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
			outcomes <- outcome{i, value, err} // mutant: waits for ever once All has returned
		}()
	}
	results := make([]T, len(tasks))
	for range tasks {
		o := <-outcomes
		if o.err != nil {
			return nil, o.err // mutant: the last one who received
		}
		results[o.i] = o.value
	}
	return results, nil
}
