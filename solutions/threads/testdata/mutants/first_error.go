// Only the first error is kept.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorsInStartOrder"]
package threads

import (
	"sync"
)

// Group starts functions and waits for all of them.
type Group struct {
	wg    sync.WaitGroup
	first sync.Once
	err   error
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.first.Do(func() { g.err = err }) // mutant: all others are dropped
		}
	})
}

// Wait joins all functions.
func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}
