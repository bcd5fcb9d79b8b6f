// A paused body asks again and again whether it is its turn.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestOneSideAtATime"]
package coroutine

import (
	"iter"
	"runtime"
	"sync/atomic"
)

// Co is a body that can pause.
type Co[In, Out any] struct {
	body          func(In, func(Out) (In, bool)) error
	started, done bool
	in            atomic.Pointer[In]
	stopped       atomic.Bool
	out           chan result[Out]
}

type result[Out any] struct {
	value Out
	err   error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body, out: make(chan result[Out])}
}

// Resume lets the body run until it yields or ends.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	if c.done {
		var zero Out
		return zero, ErrDone
	}
	if c.started {
		c.in.Store(&in)
	} else {
		c.started = true
		go c.run(in)
	}
	got := <-c.out
	c.done = got.err != nil
	return got.value, got.err
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	if c.started && !c.done {
		c.stopped.Store(true)
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
	err := c.body(first, func(value Out) (In, bool) {
		if c.stopped.Load() {
			var zero In
			return zero, false
		}
		c.out <- result[Out]{value: value}
		for !c.stopped.Load() { // mutant: keeps a processor busy
			if in := c.in.Swap(nil); in != nil { // mutant: the same
				return *in, true
			}
			runtime.Gosched() // mutant: keeps a processor busy while the caller has its turn
		}
		var zero In
		return zero, false
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
