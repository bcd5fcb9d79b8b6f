// The errors of reads that were cancelled are left out.
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
			content, err := read(ctx, name)
			contents[i] = content
			if !errors.Is(err, context.Canceled) { // mutant: the caller cannot tell "" from an empty source
				errs[i] = err
			}
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
