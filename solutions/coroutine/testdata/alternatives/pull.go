// Package coroutine stands on the coroutines that the runtime has for iter.Pull, which
// switch without a channel. The values for the body lie in a field beside it.
package coroutine

import "iter"

// Co is a body that can pause.
type Co[In, Out any] struct {
	begin   func()
	next    func() (Out, bool) // nil: not begun
	stop    func()
	in      In // whose turn it is may touch it
	err     error
	stopped bool
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	c := &Co[In, Out]{}
	// Pull itself makes a goroutine, so it waits for the first Resume.
	c.begin = func() {
		c.next, c.stop = iter.Pull(func(yield func(Out) bool) {
			defer func() {
				if v := recover(); v != nil {
					c.err = &PanicError{Value: v}
				}
			}()
			stopped := false
			c.err = body(c.in, func(out Out) (In, bool) {
				if stopped || !yield(out) {
					stopped = true
					var zero In
					return zero, false
				}
				return c.in, true
			})
		})
	}
	return c
}

// Resume lets the body run until it yields or ends.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	c.in = in
	if c.next == nil && !c.stopped {
		c.begin()
	}
	if c.next == nil {
		var zero Out
		return zero, ErrDone
	}
	out, ok := c.next()
	if ok {
		return out, nil
	}
	err := c.err
	c.err = nil
	if err == nil || c.stopped {
		err = ErrDone
	}
	return out, err
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	if c.stop != nil {
		c.stop()
	}
	c.stopped = true
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
