// Package threads draws a number for each start. Errors are appended in the order of
// the ends, with their numbers, and sorted when all are there.
//
// The number is drawn by the caller of Go, so it is that of the start. The mutex orders
// the appends; each of them happens before its Done, and that before Wait.
package threads

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

type failure struct {
	number int64
	err    error
}

// Group starts functions and waits for all of them. The zero value is an empty group.
type Group struct {
	wg       sync.WaitGroup
	last     atomic.Int64
	mu       sync.Mutex
	failures []failure // guarded by mu
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	number := g.last.Add(1)
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.failures = append(g.failures, failure{number, err})
		}
	})
}

// Wait returns when every function has returned, with their errors in the order of the
// starts.
func (g *Group) Wait() error {
	g.wg.Wait()
	slices.SortFunc(g.failures, func(a, b failure) int { return cmp.Compare(a.number, b.number) })
	errs := make([]error, len(g.failures))
	for i, f := range g.failures {
		errs[i] = f.err
	}
	return errors.Join(errs...)
}
