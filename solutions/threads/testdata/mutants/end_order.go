// Errors are kept in the order of the ends.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorsInStartOrder"]
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
	g.wg.Go(func() {
		err := f()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs = append(g.errs, err) // mutant: the first to end comes first
	})
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...)
}
