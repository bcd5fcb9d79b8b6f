// Two workers share the reads, so the others wait for their turn.
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
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 { // mutant: a read only waits, it needs no core of its own
		wg.Go(func() {
			for i := range next {
				contents[i], errs[i] = read(ctx, names[i]) // mutant: two of these at most
			}
		})
	}
	for i := range names {
		next <- i // mutant: waits for one of the two
	}
	close(next)
	wg.Wait()
	return contents, errors.Join(errs...)
}
