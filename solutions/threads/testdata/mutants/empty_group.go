// Wait waits for a signal of the last function, and an empty group has none.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestWaitReturnsLast"]
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them.
type Group struct {
	mu      sync.Mutex
	running int
	errs    []error
	once    sync.Once
	idle    chan struct{}
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.once.Do(g.init)
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
			g.idle <- struct{}{}
		}
	}()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.once.Do(g.init)
	for {
		<-g.idle // mutant: nobody sends, if nothing was started
		if g.none() {
			break
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return errors.Join(g.errs...)
}

func (g *Group) none() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.running == 0
}

func (g *Group) init() { g.idle = make(chan struct{}, 1) }
