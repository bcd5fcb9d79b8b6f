// Package parallel sends each result, with its index, over one channel to the caller,
// who receives exactly as many as were started.
//
// Only the caller touches the slices. A send happens before the receive that takes its
// value is complete; no other edge is needed.
package parallel

import (
	"context"
	"errors"
)

// ReadAll calls read once for each name, with ctx, all calls at the same time. It
// returns when every call has returned, also after ctx is cancelled.
//
// The contents are in the order of names, with "" for a read that failed. The error
// joins those of all failed reads, in the order of names. It is nil if none failed.
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
	for range names {
		one := <-results
		contents[one.index], errs[one.index] = one.content, one.err
	}
	return contents, errors.Join(errs...)
}
