// Package parallel starts a future for each name and then awaits them in input order.
//
// The order of the results is the order of the awaits. Each future's channel has room
// for its one result, so no read waits for another to be awaited. The send happens
// before the receive that awaits it.
package parallel

import (
	"context"
	"errors"
)

// result is what one read returned.
type result struct {
	content string
	err     error
}

// ReadAll calls read once for each name, with ctx, all calls at the same time. It
// returns when every call has returned, also after ctx is cancelled.
//
// The contents are in the order of names, with "" for a read that failed. The error
// joins those of all failed reads, in the order of names. It is nil if none failed.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	futures := make([]<-chan result, len(names))
	for i, name := range names {
		futures[i] = start(ctx, name, read)
	}
	contents := make([]string, len(names))
	errs := make([]error, len(names))
	for i, future := range futures {
		one := <-future
		contents[i], errs[i] = one.content, one.err
	}
	return contents, errors.Join(errs...)
}

// start begins one read and returns where its result will be.
func start(ctx context.Context, name string, read ReadFunc) <-chan result {
	future := make(chan result, 1)
	go func() {
		content, err := read(ctx, name)
		future <- result{content, err}
	}()
	return future
}
