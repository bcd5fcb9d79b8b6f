// Each goroutine adds itself to the WaitGroup, perhaps only after the Wait.
//
//	verdicts = ["data race", "wrong result", "goroutine leak", "panic"]
//	means = "native"
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them.
type Group struct {
	wg   sync.WaitGroup
	mu   sync.Mutex
	errs []error
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.mu.Lock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	go func() {
		g.wg.Add(1) // mutant: Wait may have been called before
		defer g.wg.Done()
		err := f()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err
	}()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait() // mutant: the count may be 0 because nobody has been counted yet
	g.mu.Lock()
	defer g.mu.Unlock()
	return errors.Join(g.errs...)
}
