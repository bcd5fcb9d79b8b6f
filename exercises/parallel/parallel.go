// Package parallel reads many sources at once.
//
// Task: make ReadAll have all its reads in flight at the same time. Results and errors
// come back in the order of the input, and nothing is left running when it returns.
// Names and signatures stay as they are. See README.md.
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
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	// TODO: each read waits for the one before it. Have all of them in flight at once.
	for i, name := range names {
		contents[i], errs[i] = read(ctx, name)
	}
	return contents, errors.Join(errs...)
}
