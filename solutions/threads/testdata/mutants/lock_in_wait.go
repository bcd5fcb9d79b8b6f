// Wait holds the lock while it waits.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestNestedStartsAreJoined"]
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them.
type Group struct {
	mu      sync.Mutex
	started []chan error
}

// Go starts f.
func (g *Group) Go(f func() error) {
	end := make(chan error, 1)
	g.mu.Lock() // mutant: a function of the group waits here for Wait
	g.started = append(g.started, end)
	g.mu.Unlock()
	go func() { end <- f() }()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	var errs []error
	for i := 0; i < len(g.started); i++ {
		errs = append(errs, <-g.started[i]) // mutant: and Wait here for the function
	}
	return errors.Join(errs...)
}
