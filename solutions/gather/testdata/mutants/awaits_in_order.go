// Tasks are awaited in their order: an error is seen only when all before have ended.
//
//	verdicts = ["deadlock", "wrong result"]
//	means = "native"
//	fails = ["TestFirstErrorCancelsTheRest", "TestFirstErrorIsReturned"]
package gather

import "context"

// All runs all tasks.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := make([]T, len(tasks))
	ends := make([]chan error, len(tasks))
	for i, task := range tasks {
		ends[i] = make(chan error, 1)
		go func() {
			var err error
			results[i], err = task(ctx)
			ends[i] <- err
		}()
	}
	var first error
	for _, end := range ends {
		if err := <-end; err != nil && first == nil { // mutant: an earlier task may wait for the cancel
			first = err
			cancel()
		}
	}
	if first != nil {
		return nil, first
	}
	return results, nil
}
