// Package threads gives each function a variable of its own for its error, and keeps a
// list of pointers to them.
//
// The list may grow and move while functions run: the variables do not. So only the list
// needs the lock. Each function's write happens before its Done, and that before Wait.
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them. The zero value is an empty group.
type Group struct {
	wg     sync.WaitGroup
	mu     sync.Mutex
	places []*error // guarded by mu
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	place := new(error)
	g.mu.Lock()
	g.places = append(g.places, place)
	g.mu.Unlock()
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		*place = f()
	}()
}

// Wait returns when every function has returned, with their errors in the order of the
// starts.
func (g *Group) Wait() error {
	g.wg.Wait()
	errs := make([]error, len(g.places))
	for i, place := range g.places {
		errs[i] = *place
	}
	return errors.Join(errs...)
}
