// Package coroutine has functions that can pause: give up control in the middle, with a
// value, and go on from there when they are resumed, with another value.
//
// The task: the body of this Co has a goroutine of its own, and runs as it likes. Make
// body and caller take turns, hand values over in both directions, and let nothing
// get lost or stay behind in the end. README.md has the contract.
package coroutine

import "iter"

// Co is a body that can pause. Make one with New. One goroutine at a time may call its
// methods, and none may be called by the body.
type Co[In, Out any] struct {
	body    func(In, func(Out) (In, bool)) error
	started bool
	// TODO: Resume writes in while the body reads it, and the body does not wait for its
	// turn: there is room in out, and so it runs ahead.
	in  In
	out chan Out
	err error
}

// New returns a coroutine that has not begun yet. Its body gets what the first Resume
// hands over, and yield, which pauses it.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body, out: make(chan Out, 8)}
}

// Resume lets the body run until it yields, and returns the value that it yields. What
// Resume is given is what yield returns in the body, with true. When the body ends,
// Resume returns its error or a *PanicError, and from then on ErrDone.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	c.in = in
	if !c.started {
		c.started = true
		go c.run(in)
	}
	if out, open := <-c.out; open {
		return out, nil
	}
	var zero Out
	if err := c.err; err != nil {
		c.err = nil
		return zero, err
	}
	return zero, ErrDone
}

func (c *Co[In, Out]) run(first In) {
	defer close(c.out)
	c.err = c.body(first, func(out Out) (In, bool) {
		c.out <- out
		return c.in, true
	})
}

// Stop ends the coroutine. If the body is paused, its yield returns false, and so does
// every later one, at once. Stop returns when the body has returned.
func (c *Co[In, Out]) Stop() {}

// Seq returns the values that the body yields, as a sequence for one range loop. It
// stops c however the loop ends.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		for {
			out, err := c.Resume(struct{}{})
			if err != nil || !yield(out) {
				return
			}
		}
	}
}
