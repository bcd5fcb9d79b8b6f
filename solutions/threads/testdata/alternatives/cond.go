// Package threads counts the functions that run, and waits on a condition variable until
// there are none.
//
// All state is guarded by one mutex. The last function to end broadcasts while it holds the
// mutex, and Wait looks at the count with it, so no signal falls between look and wait.
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them. The zero value is an empty group.
type Group struct {
	mu      sync.Mutex
	idle    *sync.Cond // on mu; made by whoever needs it first
	running int
	errs    []error
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.running++
	go func() {
		err := f()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err
		g.running--
		if g.running == 0 {
			g.cond().Broadcast()
		}
	}()
}

// Wait returns when every function has returned, with their errors in the order of the
// starts.
func (g *Group) Wait() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.running > 0 {
		g.cond().Wait()
	}
	return errors.Join(g.errs...)
}

// cond returns the condition variable. The caller holds mu.
func (g *Group) cond() *sync.Cond {
	if g.idle == nil {
		g.idle = sync.NewCond(&g.mu)
	}
	return g.idle
}
