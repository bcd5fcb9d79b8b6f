// A function that fails takes a way out on which it does not count as ended.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestErrorsInStartOrder", "TestNestedStartsAreJoined"]
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
	g.wg.Add(1)
	g.mu.Lock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	go func() {
		if err := f(); err != nil {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.errs[i] = err
			return // mutant: past the Done
		}
		g.wg.Done()
	}()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait() // mutant: the count never gets to 0
	return errors.Join(g.errs...)
}
