// All goroutines append to one slice, and nothing orders them.
//
//	verdicts = ["data race"]
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
	var wg sync.WaitGroup
	contents := make([]string, 0, len(names))
	errs := make([]error, len(names))
	for i, name := range names {
		wg.Go(func() {
			content, err := read(ctx, name)
			contents = append(contents, content) // mutant: a read and a write of one variable
			errs[i] = err
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
