// Package threads starts functions on goroutines of their own and joins them.
package threads

import (
	"errors"
	"sync"
)

// Group is a monitor: everything below mu is touched only with mu held.
type Group struct {
	mu      sync.Mutex
	idle    *sync.Cond // made by Wait; nil as long as nobody waits
	running int
	errs    []error
	waited  bool
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	if f == nil {
		panic("threads: Go(nil)")
	}
	g.mu.Lock()
	id := len(g.errs)
	g.errs = append(g.errs, nil)
	g.running++
	g.mu.Unlock()

	go func() {
		var err error
		defer func() { g.exit(id, err) }()
		err = f()
	}()
}

func (g *Group) exit(id int, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.errs[id] = err
	g.running--
	if g.running == 0 && g.idle != nil {
		g.idle.Signal()
	}
}

// Wait returns when every function that was started has returned.
func (g *Group) Wait() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.waited {
		panic("threads: Wait called twice")
	}
	g.waited = true
	g.idle = sync.NewCond(&g.mu)
	for g.running > 0 {
		g.idle.Wait()
	}
	return errors.Join(g.errs...)
}
