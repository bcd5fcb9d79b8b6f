// Resume leaves its value for the body after it has been resumed.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestValuesGoBothWays"]
package coroutine

import "iter"

// Co is a body that can pause.
type Co[In, Out any] struct {
	body          func(In, func(Out) (In, bool)) error
	started, done bool
	in            chan In
	out           chan result[Out]
	next          In
}

type result[Out any] struct {
	value Out
	err   error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body, in: make(chan In), out: make(chan result[Out])}
}

// Resume lets the body run until it yields or ends.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	if c.done {
		var zero Out
		return zero, ErrDone
	}
	if c.started {
		c.in <- c.next // mutant: what the Resume before was given
	} else {
		c.started = true
		go c.run(in)
	}
	got := <-c.out
	c.next = in
	c.done = got.err != nil
	return got.value, got.err
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	if c.started && !c.done {
		close(c.in)
		<-c.out
	}
	c.done = true
}

func (c *Co[In, Out]) run(first In) {
	end := result[Out]{err: ErrDone}
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
			return zero, false
		}
		c.out <- result[Out]{value: value}
		in, ok := <-c.in // mutant: what comes is not what Resume was given
		stopped = !ok
		return in, ok
	})
	if err != nil {
		end.err = err
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
