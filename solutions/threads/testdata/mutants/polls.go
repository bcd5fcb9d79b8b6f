// Wait asks again and again whether the count is zero.
//
//	verdicts = ["hang"]
//	means = "native"
package threads

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// Group starts functions and waits for all of them.
type Group struct {
	running atomic.Int64
	mu      sync.Mutex
	errs    []error
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.running.Add(1)
	g.mu.Lock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	go func() {
		defer g.running.Add(-1)
		err := f()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err
	}()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	for g.running.Load() > 0 {
		runtime.Gosched() // mutant: runs on and on instead of waiting
	}
	return errors.Join(g.errs...)
}
