// A context that is cancelled at the call stops everything before it starts.
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
	if err := ctx.Err(); err != nil {
		return nil, err // mutant: no name is read
	}
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
