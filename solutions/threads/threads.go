// Package threads starts functions on goroutines of their own and joins them.
//
// This is one right solution: a WaitGroup for the join, and a numbered place for each
// error. README.md says why it is right and what the others cost.
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them. The zero value is an empty group,
// ready to use. Go may be called by many goroutines at once, also by the functions that
// the group is running. A Group must not be copied after its first use.
type Group struct {
	wg   sync.WaitGroup
	mu   sync.Mutex
	errs []error // guarded by mu; one place for each function, in the order of the starts
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	// The place is reserved by the caller: only here is the order that of the starts.
	g.mu.Lock()
	i := len(g.errs)
	g.errs = append(g.errs, nil)
	g.mu.Unlock()
	// wg.Go counts before it starts the goroutine, so that no Wait can miss it.
	g.wg.Go(func() {
		err := f() // without the lock: f takes its time, and may call Go
		// A write to a place of one's own needs the lock all the same, because another
		// Go may append at this moment and so copy all places.
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs[i] = err
	})
}

// Wait returns when every function that was started has returned, also those that were
// started meanwhile by functions of the group. It is called once. Its error joins those
// of all functions, in the order in which Go was called for them; it is nil if none failed.
func (g *Group) Wait() error {
	// A function that calls Go still counts itself, so the count cannot reach zero
	// before its children are counted.
	g.wg.Wait()
	// The return of each function given to wg.Go happens before Wait returns: all places
	// are filled, and nobody writes any more. That is why no lock is needed here.
	return errors.Join(g.errs...)
}
