// Package group runs functions together: the first error cancels the context
// of all and is what Wait returns; the number of goroutines can be limited.
package group

import (
	"context"
	"fmt"
	"sync"
)

// Group is made by New.
type Group struct {
	cancel context.CancelCauseFunc
	wg     sync.WaitGroup
	slots  chan struct{} // nil: no limit
	once   sync.Once
	err    error
}

// New returns a group and the context for its functions. A limit of 0 is none.
func New(ctx context.Context, limit int) (*Group, context.Context) {
	g := &Group{}
	if limit > 0 {
		g.slots = make(chan struct{}, limit)
	}
	ctx, g.cancel = context.WithCancelCause(ctx)
	return g, ctx
}

// Go runs f on a new goroutine, after waiting for a free slot.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		defer func() {
			if g.slots != nil {
				<-g.slots
			}
		}()
		if err := call(f); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel(err)
			})
		}
	}()
}

func call(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("group: %v", r)
		}
	}()
	return f()
}

// Wait waits for all the functions and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	g.cancel(g.err)
	return g.err
}
