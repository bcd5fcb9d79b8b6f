// All returns at the first error, while others still run.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestWaitsForTheRest"]
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
	outcomes := make(chan outcome, len(tasks))
	for i, task := range tasks {
		go func() {
			value, err := task(ctx)
			outcomes <- outcome{i, value, err}
		}()
	}
	results := make([]T, len(tasks))
	for range tasks {
		o := <-outcomes
		if o.err != nil {
			return nil, o.err // mutant: the rest is cancelled, but has not returned
		}
		results[o.i] = o.value
	}
	return results, nil
}
