// Package threads starts functions on goroutines of their own and joins them.
//
// Task: make Wait return only when everything that Go started has returned, with every
// error in the order of the starts. Names and signatures stay as they are. See README.md.
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
	errs []error
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	go g.run(f)
}

// run calls f on its new goroutine and keeps the error.
func (g *Group) run(f func() error) {
	// TODO: Wait may come before this line. And others write errs at the same time.
	g.wg.Add(1)
	defer g.wg.Done()
	g.errs = append(g.errs, f())
}

// Wait returns when every function that was started has returned, also those that were
// started meanwhile by functions of the group. It is called once. Its error joins those
// of all functions, in the order in which Go was called for them; it is nil if none failed.
func (g *Group) Wait() error {
	g.wg.Wait()
	return errors.Join(g.errs...)
}
