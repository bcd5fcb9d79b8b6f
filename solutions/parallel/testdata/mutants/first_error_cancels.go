// The first error cancels the reads that are still in flight, as errgroup does.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorsJoinedInInputOrder"]
package parallel

import (
	"context"
	"errors"
	"sync"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() {
			contents[i], errs[i] = read(ctx, name)
			if errs[i] != nil {
				cancel() // mutant: one failed read stops the others
			}
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
