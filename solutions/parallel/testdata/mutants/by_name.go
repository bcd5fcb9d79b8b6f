// Contents are kept by name, so a name that comes twice has one place.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestResultsInInputOrder"]
package parallel

import (
	"context"
	"errors"
	"sync"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		byName = make(map[string]string, len(names))
	)
	errs := make([]error, len(names))
	for i, name := range names {
		wg.Go(func() {
			content, err := read(ctx, name)
			mu.Lock()
			defer mu.Unlock()
			byName[name] = content // mutant: the later read overwrites the earlier one
			errs[i] = err
		})
	}
	wg.Wait()
	contents := make([]string, len(names))
	for i, name := range names {
		contents[i] = byName[name]
	}
	return contents, errors.Join(errs...)
}
