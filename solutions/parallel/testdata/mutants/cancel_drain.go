// After a cancel ReadAll still takes every result, but joins the errors as they come.
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
	results := make(chan result)
	for i, name := range names {
		go func() {
			content, err := read(ctx, name)
			results <- result{i, content, err}
		}()
	}
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	for received := range names {
		select {
		case one := <-results:
			contents[one.index], errs[one.index] = one.content, one.err
		case <-ctx.Done():
			for range names[received:] {
				one := <-results
				contents[one.index] = one.content
				errs = append(errs, one.err) // mutant: in the order of completion
			}
			return contents, errors.Join(errs...)
		}
	}
	return contents, errors.Join(errs...)
}
