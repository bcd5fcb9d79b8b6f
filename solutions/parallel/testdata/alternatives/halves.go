// Package parallel splits the names in two, gives one half to a new goroutine and
// keeps the other, down to single names. The caller's goroutine does a read as well.
//
// The halves share no element of the slices. Closing the channel happens before the
// receive that it ends, so each caller sees all that its other half wrote.
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
	readHalves(ctx, names, read, contents, errs)
	return contents, errors.Join(errs...)
}

// readHalves reads names into contents and errs, which are as long.
func readHalves(ctx context.Context, names []string, read ReadFunc, contents []string, errs []error) {
	switch len(names) {
	case 0:
		return
	case 1:
		contents[0], errs[0] = read(ctx, names[0])
		return
	}
	half := len(names) / 2
	done := make(chan struct{})
	go func() {
		defer close(done)
		readHalves(ctx, names[:half], read, contents[:half], errs[:half])
	}()
	readHalves(ctx, names[half:], read, contents[half:], errs[half:])
	<-done
}
