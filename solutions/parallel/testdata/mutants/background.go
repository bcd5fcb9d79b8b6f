// The reads get a context of their own, which nobody can cancel.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCancelWaitsForEveryRead"]
package parallel

import (
	"context"
	"errors"
	"sync"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() {
			contents[i], errs[i] = read(context.Background(), name) // mutant: not the caller's ctx
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
