// Package coroutine has one mutex, one condition and a word that says whose turn it is.
// Everything else lies in plain fields.
package coroutine

import (
	"iter"
	"sync"
)

type turn int

const (
	caller turn = iota
	body
	nobody // the body has ended
)

// Co is a body that can pause.
type Co[In, Out any] struct {
	body    func(In, func(Out) (In, bool)) error
	mu      sync.Mutex
	changed *sync.Cond // on mu: turn has changed
	turn    turn
	started bool
	stopped bool
	in      In
	out     Out
	err     error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	c := &Co[In, Out]{body: body}
	c.changed = sync.NewCond(&c.mu)
	return c
}

// give passes the turn on and waits until it is no longer the other's. mu is held.
func (c *Co[In, Out]) give(to turn) {
	c.turn = to
	c.changed.Broadcast()
	for c.turn == to {
		c.changed.Wait()
	}
}

// Resume lets the body run until it yields or ends.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	var zero Out
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.turn == nobody {
		return zero, ErrDone
	}
	c.in = in
	if !c.started {
		c.started = true
		go c.run()
	}
	c.give(body)
	if c.turn == nobody {
		return zero, c.err
	}
	return c.out, nil
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = true
	if c.started && c.turn == caller {
		c.give(body)
	}
	c.turn = nobody
}

func (c *Co[In, Out]) run() {
	err := error(ErrDone)
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.err, c.turn = err, nobody
		c.changed.Broadcast()
	}()
	c.mu.Lock()
	first := c.in
	c.mu.Unlock()
	if e := c.body(first, c.yield); e != nil {
		err = e
	}
}

func (c *Co[In, Out]) yield(out Out) (In, bool) {
	var zero In
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped {
		return zero, false
	}
	c.out = out
	c.give(caller)
	if c.stopped {
		return zero, false
	}
	return c.in, true
}

// Seq returns what the body yields.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop()
		for {
			out, err := c.Resume(struct{}{})
			if err != nil || !yield(out) {
				return
			}
		}
	}
}
