// Package coroutine has functions that can pause: give up control in the middle, with a
// value, and go on from there when they are resumed, with another value.
package coroutine

import "iter"

// order is what the caller sends to the body: go on with this value, or stop.
type order[In any] struct {
	value In
	stop  bool
}

// report is what the body sends to the caller: a value that was yielded, or the end.
type report[Out any] struct {
	value Out
	ended bool
	err   error
}

// Co is a body that can pause. Make one with New. One goroutine at a time may call its
// methods, and none may be called by the body.
type Co[In, Out any] struct {
	body    func(In, func(Out) (In, bool)) error
	orders  chan order[In]   // from the caller to the body
	reports chan report[Out] // from the body to the caller

	// Only the caller uses these.
	started  bool
	finished bool
}

// New returns a coroutine that has not begun yet. Its body gets what the first Resume
// hands over, and yield, which pauses it.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	c := &Co[In, Out]{}
	c.body = body
	// No buffers! With a buffer the body does not wait for its turn.
	c.orders = make(chan order[In])
	c.reports = make(chan report[Out])
	return c
}

// Resume lets the body run until it yields, and returns the value that it yields.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	var zero Out
	if c.finished {
		return zero, ErrDone
	}

	if c.started {
		c.orders <- order[In]{value: in}
	} else {
		c.started = true
		go c.run(in)
	}

	rep := <-c.reports
	if !rep.ended {
		return rep.value, nil
	}
	c.finished = true
	if rep.err != nil {
		return zero, rep.err
	}
	return zero, ErrDone
}

// run is the goroutine of the body.
func (c *Co[In, Out]) run(first In) {
	last := report[Out]{ended: true}

	// The last thing that happens, after the defers of the body.
	defer func() {
		c.reports <- last
	}()

	defer func() {
		if p := recover(); p != nil {
			last.err = &PanicError{Value: p}
		}
	}()

	stopped := false // only the body uses it
	yield := func(out Out) (In, bool) {
		var zero In
		if stopped {
			return zero, false
		}
		c.reports <- report[Out]{value: out}
		o := <-c.orders
		if o.stop {
			stopped = true
			return zero, false
		}
		return o.value, true
	}

	last.err = c.body(first, yield)
}

// Stop ends the coroutine. If the body is paused, its yield returns false, and so does
// every later one, at once. Stop returns when the body has returned.
func (c *Co[In, Out]) Stop() {
	if c.finished {
		return
	}
	c.finished = true
	if !c.started {
		return
	}
	c.orders <- order[In]{stop: true}
	<-c.reports // it can only be the last one, because yield does not report any more
}

// Seq returns the values that the body yields, as a sequence for one range loop. It
// stops c however the loop ends.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop() // also when the loop panics
		for {
			out, err := c.Resume(struct{}{})
			if err != nil {
				return
			}
			if !yield(out) {
				return
			}
		}
	}
}
