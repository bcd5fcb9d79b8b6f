// Package threads keeps a channel for each start, as Python keeps a list of threads, and
// joins them one after the other.
//
// A send happens before the receive that takes its value. A function that starts others
// appends to the list before it sends, so when Wait has received from the last of the
// list and the list is no longer than that, nothing is left.
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them. The zero value is an empty group.
type Group struct {
	mu      sync.Mutex
	started []chan error // guarded by mu; each has one slot, so that no function waits for Wait
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	end := make(chan error, 1)
	g.mu.Lock()
	g.started = append(g.started, end)
	g.mu.Unlock()
	go func() { end <- f() }()
}

// Wait returns when every function has returned, with their errors in the order of the
// starts.
func (g *Group) Wait() error {
	var errs []error
	for {
		end := g.number(len(errs))
		if end == nil {
			return errors.Join(errs...)
		}
		errs = append(errs, <-end)
	}
}

// number returns the channel of start i, or nil if there was none yet.
func (g *Group) number(i int) chan error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i == len(g.started) {
		return nil
	}
	return g.started[i]
}
