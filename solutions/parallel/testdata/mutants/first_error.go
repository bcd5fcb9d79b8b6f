// Only the first error comes back.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorsJoinedInInputOrder", "TestCancelWaitsForEveryRead"]
package parallel

import (
	"context"
	"sync"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() {
			contents[i], errs[i] = read(ctx, name)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return contents, err // mutant: the others are lost
		}
	}
	return contents, nil
}
