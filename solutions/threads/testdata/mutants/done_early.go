// A function counts as ended before its error is stored.
//
//	verdicts = ["data race", "wrong result"]
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
	g.wg.Add(1)
	g.mu.Lock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	go func() {
		err := f()
		g.wg.Done() // mutant: Wait may return now
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err // mutant: and read this place before it is filled
	}()
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...) // mutant: reads what is perhaps still written
}
