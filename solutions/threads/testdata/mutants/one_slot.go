// Errors go into a channel that has room for one, and are received when all have ended.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestErrorsInStartOrder"]
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them.
type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	errs chan error
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.once.Do(g.init)
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.errs <- err // mutant: the second error has no room, and nobody receives yet
		}
	})
}

// Wait joins all functions and their errors.
func (g *Group) Wait() error {
	g.once.Do(g.init)
	g.wg.Wait() // mutant: waits for the senders, who wait for what comes after
	close(g.errs)
	var errs []error
	for err := range g.errs {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (g *Group) init() { g.errs = make(chan error, 1) }
