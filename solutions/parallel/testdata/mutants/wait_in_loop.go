// Each read has a goroutine, but the loop waits for it before it starts the next.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestAllInFlight", "TestResultsInInputOrder", "TestErrorsJoinedInInputOrder", "TestCancelWaitsForEveryRead"]
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
			contents[i], errs[i] = read(ctx, name)
		})
		wg.Wait() // mutant: one in flight at a time
	}
	return contents, errors.Join(errs...)
}
