// Package coroutine passes the turn by two mutexes, both locked: each side waits to lock
// its own, and lets the other go on by unlocking that one's. A Go mutex belongs to no
// goroutine, so another one may unlock it.
package coroutine

import (
	"iter"
	"sync"
)

// Co is a body that can pause. Whose turn it is may touch the fields.
type Co[In, Out any] struct {
	body                   func(In, func(Out) (In, bool)) error
	toBody, toCaller       sync.Mutex
	started, stopped, done bool
	in                     In
	out                    Out
	err                    error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	c := &Co[In, Out]{body: body}
	c.toBody.Lock()
	c.toCaller.Lock()
	return c
}

// Resume lets the body run until it yields or ends.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	var zero Out
	if c.done {
		return zero, ErrDone
	}
	c.in = in
	if !c.started {
		c.started = true
		go c.run()
	} else {
		c.toBody.Unlock()
	}
	c.toCaller.Lock()
	if c.done {
		return zero, c.err
	}
	return c.out, nil
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	if c.started && !c.done {
		c.stopped = true
		c.toBody.Unlock()
		c.toCaller.Lock()
	}
	c.done = true
}

func (c *Co[In, Out]) run() {
	defer c.toCaller.Unlock()
	defer func() {
		if v := recover(); v != nil {
			c.err = &PanicError{Value: v}
		}
		c.done = true
	}()
	c.err = c.body(c.in, c.yield)
	if c.err == nil {
		c.err = ErrDone
	}
}

func (c *Co[In, Out]) yield(out Out) (In, bool) {
	if !c.stopped {
		c.out = out
		c.toCaller.Unlock()
		c.toBody.Lock()
	}
	if c.stopped {
		var zero In
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
