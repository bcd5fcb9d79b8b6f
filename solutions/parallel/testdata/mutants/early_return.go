// ReadAll returns as soon as ctx is cancelled. Each read's goroutine then sends to a
// channel from which nobody receives any more.
//
//	verdicts = ["goroutine leak"]
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
	results := make(chan result)
	for i, name := range names {
		go func() {
			content, err := read(ctx, name)
			results <- result{i, content, err} // mutant: waits for ever once ReadAll has returned
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
