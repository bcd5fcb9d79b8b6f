// Package parallel reads many sources at once.
package parallel

import (
	"context"
	"errors"
)

// answer is what one read has to say.
type answer struct {
	content string
	err     error
}

// ask starts one read and returns the channel on which its answer will come. The
// channel has room for it, so the goroutine never waits for a receiver.
func ask(ctx context.Context, name string, read ReadFunc) <-chan answer {
	ch := make(chan answer, 1)
	go func() {
		content, err := read(ctx, name)
		ch <- answer{content, err}
	}()
	return ch
}

// ReadAll calls read once for each name, with ctx, all calls at the same time. It
// returns when every call has returned, also after ctx is cancelled.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	pending := make([]<-chan answer, 0, len(names))
	for _, name := range names {
		pending = append(pending, ask(ctx, name, read))
	}

	contents := make([]string, 0, len(names))
	var errs []error
	for _, ch := range pending {
		a := <-ch // no select on ctx.Done() here: the reads hear of it themselves
		if a.err != nil {
			a.content = ""
			errs = append(errs, a.err)
		}
		contents = append(contents, a.content)
	}
	return contents, errors.Join(errs...)
}
