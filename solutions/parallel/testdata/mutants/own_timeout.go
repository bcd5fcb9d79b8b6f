// The reads get a time limit that the caller did not set.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorsJoinedInInputOrder", "TestCancelWaitsForEveryRead"]
package parallel

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second) // mutant: how long a read may take is the caller's affair
	defer cancel()
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() {
			contents[i], errs[i] = read(ctx, name)
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
