// Seq collects all values, and hands them out when the body has ended.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestLoopStopsTheBody"]
package coroutine

import "iter"

// Co is a body that can pause. Make one with New. One goroutine at a time may call its
// methods, and none may be called by the body.
type Co[In, Out any] struct {
	body          func(In, func(Out) (In, bool)) error
	started, done bool // the caller's: the body does not touch them

	in  chan In          // to the body; closed by Stop
	out chan result[Out] // from the body; the one with an error is the last
}

// result is what Resume returns.
type result[Out any] struct {
	value Out
	err   error
}

// New returns a coroutine that has not begun yet. Its body gets what the first Resume
// hands over, and yield, which pauses it.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body, in: make(chan In), out: make(chan result[Out])}
}

// Resume lets the body run until it yields, and returns the value that it yields. What
// Resume is given is what yield returns in the body, with true. When the body ends,
// Resume returns its error or a *PanicError, and from then on ErrDone.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	if c.done {
		var zero Out
		return zero, ErrDone
	}
	if c.started {
		c.in <- in
	} else {
		c.started = true
		go c.run(in)
	}
	got := <-c.out // the body's turn
	c.done = got.err != nil
	return got.value, got.err
}

// Stop ends the coroutine. If the body is paused, its yield returns false, and so does
// every later one, at once. Stop returns when the body has returned.
func (c *Co[In, Out]) Stop() {
	if c.started && !c.done {
		close(c.in)
		<-c.out // the last one: its defers have run
	}
	c.done = true
}

// run is the body's goroutine. Its last act is to send how the body has ended.
func (c *Co[In, Out]) run(first In) {
	end := result[Out]{err: ErrDone}
	// recover works only in a deferred function of the goroutine that panics. The
	// body's own deferred functions have run by now.
	defer func() {
		if v := recover(); v != nil {
			end.err = &PanicError{Value: v}
		}
		c.out <- end
	}()
	stopped := false
	err := c.body(first, func(value Out) (In, bool) {
		if stopped {
			var zero In
			return zero, false // nobody would receive the value
		}
		c.out <- result[Out]{value: value}
		in, ok := <-c.in // the caller's turn
		stopped = !ok
		return in, ok
	})
	if err != nil {
		end.err = err
	}
}

// Seq returns the values that the body yields, as a sequence for one range loop. It
// stops c however the loop ends.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop() // also if the body of the loop panics
		var all []Out
		for out, err := c.Resume(struct{}{}); err == nil; out, err = c.Resume(struct{}{}) {
			all = append(all, out) // mutant: the loop has not asked for these yet
		}
		for _, out := range all {
			if !yield(out) {
				return
			}
		}
	}
}
