package gather

import (
	"context"
	"sync"
)

type group struct {
	wg      sync.WaitGroup
	cancel  context.CancelFunc
	errOnce sync.Once
	err     error
}

func withContext(ctx context.Context) (*group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &group{cancel: cancel}, ctx
}

func (g *group) run(f func() error) {
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.errOnce.Do(func() {
				g.err = err
				g.cancel()
			})
		}
	})
}

func (g *group) wait() error {
	g.wg.Wait()
	g.cancel()
	return g.err
}

// All runs every task once, all at the same time.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	g, ctx := withContext(ctx)
	results := make([]T, len(tasks))
	for i, task := range tasks {
		g.run(func() (err error) {
			results[i], err = task(ctx)
			return err
		})
	}
	if err := g.wait(); err != nil {
		return nil, err
	}
	return results, nil
}
