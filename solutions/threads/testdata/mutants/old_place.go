// A function keeps a pointer to its place in a slice that grows.
//
//	verdicts = ["wrong result", "data race"]
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
	g.errs = append(g.errs, nil) // mutant: moves the places that others point to
	place := &g.errs[len(g.errs)-1]
	g.mu.Unlock()
	g.wg.Go(func() {
		*place = f() // mutant: perhaps in the slice as it was before it moved
	})
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...)
}
