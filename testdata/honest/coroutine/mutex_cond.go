package coroutine

import (
	"iter"
	"sync"
)

type side int

const (
	caller side = iota
	callee
)

// Co is a body that can pause. There is one turn, and two sides who wait for it.
type Co[In, Out any] struct {
	body func(In, func(Out) (In, bool)) error

	mu      sync.Mutex
	turned  *sync.Cond // on mu: turn has changed
	turn    side
	started bool
	stopped bool // Stop was called
	ended   bool // the body has returned, or never will run
	in      In
	out     Out
	err     error
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	c := &Co[In, Out]{body: body, turn: caller}
	c.turned = sync.NewCond(&c.mu)
	return c
}

// pass gives the turn to the other side. The lock is held.
func (c *Co[In, Out]) pass(to side) {
	c.turn = to
	c.turned.Broadcast()
}

// await waits for the turn. The lock is held.
func (c *Co[In, Out]) await(me side) {
	for c.turn != me {
		c.turned.Wait()
	}
}

// Resume lets the body run until it yields, and returns the value that it yields.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	c.mu.Lock()
	defer c.mu.Unlock()

	var zero Out
	if c.ended {
		return zero, ErrDone
	}
	c.in = in
	if !c.started {
		c.started = true
		go c.run()
	}
	c.pass(callee)
	c.await(caller)
	if !c.ended {
		out := c.out
		c.out = zero
		return out, nil
	}
	if c.err == nil {
		return zero, ErrDone
	}
	return zero, c.err
}

func (c *Co[In, Out]) run() {
	c.mu.Lock()
	c.await(callee)
	first := c.in
	c.mu.Unlock()

	err := c.protect(first)

	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	c.err = err
	c.pass(caller)
}

func (c *Co[In, Out]) protect(first In) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &PanicError{Value: p}
		}
	}()
	return c.body(first, c.yield)
}

func (c *Co[In, Out]) yield(out Out) (in In, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped {
		c.out = out
		c.pass(caller)
		c.await(callee)
	}
	if c.stopped {
		return in, false
	}
	return c.in, true
}

// Stop ends the coroutine. It returns when the body has returned.
func (c *Co[In, Out]) Stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.ended:
	case !c.started:
		c.ended = true
	default:
		c.stopped = true
		c.pass(callee)
		c.await(caller)
	}
}

// Seq returns the values that the body yields, as a sequence for one range loop.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop()
		for {
			if out, err := c.Resume(struct{}{}); err != nil || !yield(out) {
				break
			}
		}
	}
}
