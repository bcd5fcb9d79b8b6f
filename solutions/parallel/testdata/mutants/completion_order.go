// Contents are appended as the reads end, under a lock but in that order.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestResultsInInputOrder", "TestCancelWaitsForEveryRead"]
package parallel

import (
	"context"
	"errors"
	"sync"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	var (
		wg       sync.WaitGroup
		mu       sync.Mutex
		contents []string
	)
	errs := make([]error, len(names))
	for i, name := range names {
		wg.Go(func() {
			content, err := read(ctx, name)
			mu.Lock()
			defer mu.Unlock()
			contents = append(contents, content) // mutant: in the order of completion
			errs[i] = err
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
