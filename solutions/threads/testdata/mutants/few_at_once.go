// Only eight functions run at a time.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestAllInFlight"]
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

	slots chan struct{}
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.mu.Lock()
	if g.slots == nil {
		g.slots = make(chan struct{}, 8)
	}
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	g.wg.Go(func() {
		g.slots <- struct{}{} // mutant: waits until another function has ended
		err := f()
		<-g.slots
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err
	})
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...)
}
