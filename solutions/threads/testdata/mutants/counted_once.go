// Wait receives as many ends as functions had been started when it was called.
//
//	verdicts = ["wrong result", "goroutine leak"]
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
	g.mu.Lock()
	g.started = append(g.started, end)
	g.mu.Unlock()
	go func() { end <- f() }()
}

// Wait joins the functions that it knows of.
func (g *Group) Wait() error {
	g.mu.Lock()
	started := g.started // mutant: functions may start others after this
	g.mu.Unlock()
	var errs []error
	for _, end := range started {
		errs = append(errs, <-end)
	}
	return errors.Join(errs...)
}
