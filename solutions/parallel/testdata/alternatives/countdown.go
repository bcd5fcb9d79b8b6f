// Package parallel counts the reads down; the last one to end wakes the caller.
//
// Each decrement happens before the later ones, and the last decrement before the
// close, so the caller sees what all of them wrote.
package parallel

import (
	"context"
	"errors"
	"sync/atomic"
)

// ReadAll calls read once for each name, with ctx, all calls at the same time. It
// returns when every call has returned, also after ctx is cancelled.
//
// The contents are in the order of names, with "" for a read that failed. The error
// joins those of all failed reads, in the order of names. It is nil if none failed.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	if len(names) == 0 {
		return contents, nil
	}
	// The count is complete before the first read starts. Counting up as they start
	// could reach zero in between.
	var left atomic.Int64
	left.Store(int64(len(names)))
	done := make(chan struct{})
	for i, name := range names {
		go func() {
			contents[i], errs[i] = read(ctx, name)
			if left.Add(-1) == 0 {
				close(done)
			}
		}()
	}
	<-done
	return contents, errors.Join(errs...)
}
