// Go runs the function itself.
//
//	verdicts = ["deadlock"]
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
	mu   sync.Mutex
	errs []error
}

// Go runs f.
func (g *Group) Go(f func() error) {
	g.mu.Lock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	err := f() // mutant: on the goroutine of the caller, who waits
	g.mu.Lock()
	defer g.mu.Unlock()
	g.errs[i] = err
}

// Wait joins all errors.
func (g *Group) Wait() error {
	return errors.Join(g.errs...)
}
