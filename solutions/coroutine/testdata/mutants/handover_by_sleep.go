// Resume sleeps for a moment, in which the body is supposed to fill in the result.
//
//	verdicts = ["data race"]
//	means = "native"
package coroutine

import (
	"iter"
	"time"
)

// Co is a body that can pause.
type Co[In, Out any] struct {
	body          func(In, func(Out) (In, bool)) error
	started, done bool
	resume        chan struct{}
	in            In
	out           Out
	err           error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body, resume: make(chan struct{})}
}

// Resume lets the body run for a moment.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	var zero Out
	if c.done {
		return zero, ErrDone
	}
	c.in = in
	if c.started {
		c.resume <- struct{}{}
	} else {
		c.started = true
		go c.run()
	}
	time.Sleep(time.Millisecond) // mutant: time orders nothing
	if c.err != nil {            // mutant: the body may be writing it
		c.done = true
		return zero, c.err
	}
	return c.out, nil // mutant
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	if c.started && !c.done {
		close(c.resume)
		time.Sleep(time.Millisecond) // mutant: the body may take longer
	}
	c.done = true
}

func (c *Co[In, Out]) run() {
	end := error(ErrDone)
	defer func() {
		if v := recover(); v != nil {
			end = &PanicError{Value: v}
		}
		c.err = end // mutant: the caller may be reading it
	}()
	stopped := false
	err := c.body(c.in, func(out Out) (In, bool) {
		if !stopped {
			c.out = out // mutant: the caller may be reading it
			_, ok := <-c.resume
			stopped = !ok
		}
		if stopped {
			var zero In
			return zero, false
		}
		return c.in, true
	})
	if err != nil {
		end = err
	}
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
