// ReadAll returns as soon as ctx is cancelled. The channel has room for all results,
// so nothing stays for ever, but reads go on behind the caller's back.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCancelWaitsForEveryRead"]
package parallel

import (
	"context"
	"errors"
)

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	type result struct {
		index   int
		content string
		err     error
	}
	results := make(chan result, len(names))
	for i, name := range names {
		go func() {
			content, err := read(ctx, name)
			results <- result{i, content, err}
		}()
	}
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	for range names {
		select {
		case one := <-results:
			contents[one.index], errs[one.index] = one.content, one.err
		case <-ctx.Done():
			return contents, ctx.Err() // mutant: the reads are still running
		}
	}
	return contents, errors.Join(errs...)
}
