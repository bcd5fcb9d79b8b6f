// The places are reserved without a lock: only one goroutine, it seems, calls Go.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestNestedStartsAreJoined", "TestAllInFlight"]
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
	i := len(g.errs)             // mutant: another function of the group may be here too
	g.errs = append(g.errs, nil) // mutant: and reserve the same place
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.errs[i] = err
		}
	})
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...)
}
