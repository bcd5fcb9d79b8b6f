// After a cancel the error of the context comes back instead of what the reads returned.
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
			contents[i], errs[i] = read(ctx, name)
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err // mutant: some reads may have ended well, and each has an error of its own
	}
	return contents, errors.Join(errs...)
}
