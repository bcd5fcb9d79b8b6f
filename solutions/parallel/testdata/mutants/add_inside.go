// Each goroutine adds itself to the WaitGroup, perhaps only after the Wait.
//
//	verdicts = ["data race", "wrong result"]
//	means = "native"
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
		go func() {
			wg.Add(1) // mutant: nothing orders it before the Wait
			defer wg.Done()
			contents[i], errs[i] = read(ctx, name) // mutant: so nobody waits for this
		}()
	}
	wg.Wait()                             // mutant: the counter may still be zero
	return contents, errors.Join(errs...) // mutant: read before they are written
}
