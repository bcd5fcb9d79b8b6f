package parallel

import (
	"context"
	"errors"
	"sync"
)

func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	var (
		wg       sync.WaitGroup
		contents = make([]string, len(names))
		errs     = make([]error, len(names))
	)
	for i, name := range names {
		wg.Go(func() { contents[i], errs[i] = read(ctx, name) })
	}
	wg.Wait()
	return contents, errors.Join(errs...)
}
