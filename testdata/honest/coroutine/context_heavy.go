package coroutine

import (
	"context"
	"iter"
	"sync"
)

// Co is a body that can pause. Make one with New. One goroutine at a time may call its
// methods, and none may be called by the body.
type Co[In, Out any] struct {
	body func(In, func(Out) (In, bool)) error
	in   chan In
	out  chan Out

	life   context.Context // done: the coroutine was stopped or has ended
	cancel context.CancelFunc
	start  sync.Once
	ended  chan struct{} // closed when the body has returned
	err    error         // set before ended is closed
}

// New returns a coroutine that has not begun yet. Its body gets what the first Resume
// hands over, and yield, which pauses it.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	ctx, cancel := context.WithCancel(context.Background())
	return &Co[In, Out]{
		body:   body,
		in:     make(chan In),
		out:    make(chan Out),
		life:   ctx,
		cancel: cancel,
		ended:  make(chan struct{}),
	}
}

// Resume lets the body run until it yields, and returns the value that it yields.
func (c *Co[In, Out]) Resume(in In) (out Out, err error) {
	if c.life.Err() != nil {
		return out, ErrDone
	}

	first := false
	c.start.Do(func() {
		first = true
		go c.run(in)
	})
	if !first {
		c.in <- in
	}

	select {
	case out = <-c.out:
		return out, nil
	case <-c.ended:
		c.cancel()
		if c.err != nil {
			return out, c.err
		}
		return out, ErrDone
	}
}

func (c *Co[In, Out]) run(first In) {
	defer close(c.ended)
	defer func() {
		if p := recover(); p != nil {
			c.err = &PanicError{Value: p}
		}
	}()
	c.err = c.body(first, c.yield)
}

func (c *Co[In, Out]) yield(out Out) (in In, ok bool) {
	if c.life.Err() != nil {
		return in, false
	}
	c.out <- out // Resume is there and waits for it
	select {
	case in = <-c.in:
		return in, true
	case <-c.life.Done():
		return in, false
	}
}

// Stop ends the coroutine. If the body is paused, its yield returns false, and so does
// every later one, at once. Stop returns when the body has returned.
func (c *Co[In, Out]) Stop() {
	c.cancel()
	c.start.Do(func() { close(c.ended) }) // it has not begun, and never will
	<-c.ended
}

// Seq returns the values that the body yields, as a sequence for one range loop. It
// stops c however the loop ends.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop()
		ok := true
		for ok {
			out, err := c.Resume(struct{}{})
			ok = err == nil && yield(out)
		}
	}
}
