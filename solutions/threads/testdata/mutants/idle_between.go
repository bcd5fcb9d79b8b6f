// The last function sends that the group is idle, but others may be started after that.
//
//	verdicts = ["wrong result"]
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
			select {
			case g.idle <- struct{}{}: // mutant: idle now, perhaps not any more when Wait receives
			default:
			}
		}
	}()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.once.Do(g.init)
	g.mu.Lock()
	empty := len(g.errs) == 0
	g.mu.Unlock()
	if !empty {
		<-g.idle // mutant: an old signal
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return errors.Join(g.errs...)
}

func (g *Group) init() { g.idle = make(chan struct{}, 1) }
