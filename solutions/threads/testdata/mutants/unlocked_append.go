// All goroutines append to one slice, and nothing orders them.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestAllInFlight", "TestWaitReturnsLast", "TestErrorsInStartOrder", "TestNestedStartsAreJoined"]
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them.
type Group struct {
	wg   sync.WaitGroup
	errs []error
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.wg.Go(func() {
		err := f()
		g.errs = append(g.errs, err) // mutant: others append at the same time
	})
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...)
}
