// Errors are joined as the reads end, under a lock but in that order.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorsJoinedInInputOrder", "TestCancelWaitsForEveryRead"]
package parallel

import (
	"context"
	"errors"
	"sync"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		errs error
	)
	contents := make([]string, len(names))
	for i, name := range names {
		wg.Go(func() {
			content, err := read(ctx, name)
			mu.Lock()
			defer mu.Unlock()
			contents[i] = content
			errs = errors.Join(errs, err) // mutant: in the order of completion
		})
	}
	wg.Wait()
	return contents, errs
}
