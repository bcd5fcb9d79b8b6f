// There is room in the channel of values, and a lock for the value to the body: nobody
// waits.
//
//	verdicts = ["wrong result", "goroutine leak"]
//	means = "native"
package coroutine

import (
	"iter"
	"sync"
)

// Co is a body that can pause.
type Co[In, Out any] struct {
	body          func(In, func(Out) (In, bool)) error
	started, done bool
	mu            sync.Mutex
	in            In
	stopped       bool
	out           chan result[Out]
}

type result[Out any] struct {
	value Out
	err   error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body, out: make(chan result[Out], 8)}
}

// Resume takes the next value of the body.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	if c.done {
		var zero Out
		return zero, ErrDone
	}
	c.mu.Lock()
	c.in = in
	c.mu.Unlock()
	if !c.started {
		c.started = true
		go c.run(in)
	}
	got := <-c.out // mutant: may have been there for long
	c.done = got.err != nil
	return got.value, got.err
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	c.mu.Lock()
	c.stopped = true
	c.mu.Unlock()
	for c.started && !c.done {
		c.done = (<-c.out).err != nil
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
		c.out <- result[Out]{value: value}
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.in, !c.stopped // mutant: does not wait for the next Resume
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
