// A semaphore lets sixteen reads in at once, which was enough for everybody so far.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestAllInFlight"]
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
	slots := make(chan struct{}, 16)
	var wg sync.WaitGroup
	for i, name := range names {
		slots <- struct{}{} // mutant: the seventeenth waits until one of the others has ended
		wg.Go(func() {
			defer func() { <-slots }()
			contents[i], errs[i] = read(ctx, name)
		})
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
