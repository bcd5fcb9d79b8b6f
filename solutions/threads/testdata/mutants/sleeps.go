// Wait sleeps for a while, in which surely everything ends.
//
//	verdicts = ["wrong result"]
//	means = "native"
package threads

import (
	"errors"
	"sync"
	"time"
)

// Group starts functions and waits for all of them.
type Group struct {
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
		err := f()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err
	}()
}

// Wait joins all functions, if they are fast enough.
func (g *Group) Wait() error {
	time.Sleep(50 * time.Millisecond) // mutant: nothing says that it is enough
	g.mu.Lock()
	defer g.mu.Unlock()
	return errors.Join(g.errs...)
}
