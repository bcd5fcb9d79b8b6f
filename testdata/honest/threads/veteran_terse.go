package threads

import (
	"errors"
	"sync"
)

type Group struct {
	wg   sync.WaitGroup
	mu   sync.Mutex
	errs []*error // one slot per Go; pointers, as append moves the slice
}

func (g *Group) Go(f func() error) {
	slot := new(error)
	g.mu.Lock()
	g.errs = append(g.errs, slot)
	g.mu.Unlock()
	g.wg.Go(func() { *slot = f() })
}

func (g *Group) Wait() error {
	g.wg.Wait()
	errs := make([]error, 0, len(g.errs))
	for _, e := range g.errs {
		errs = append(errs, *e)
	}
	return errors.Join(errs...)
}
