// Package coroutine has one channel, and the same message goes to and fro in it: who has
// the message has the turn.
package coroutine

import "iter"

// message is what the two sides hand to each other.
type message[In, Out any] struct {
	in  In
	out Out
	err error // the body has ended, or must end
}

// Co is a body that can pause.
type Co[In, Out any] struct {
	body    func(In, func(Out) (In, bool)) error
	channel chan message[In, Out] // nil: not begun
	done    bool
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body}
}

// Resume lets the body run until it yields or ends.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	if c.done {
		var zero Out
		return zero, ErrDone
	}
	if c.channel == nil {
		c.channel = make(chan message[In, Out])
		go c.run()
	}
	// The other side receives this and nobody else: it is the only one that waits.
	c.channel <- message[In, Out]{in: in}
	answer := <-c.channel
	c.done = answer.err != nil
	return answer.out, answer.err
}

// Stop ends the coroutine.
func (c *Co[In, Out]) Stop() {
	if c.channel != nil && !c.done {
		c.channel <- message[In, Out]{err: ErrDone}
		<-c.channel
	}
	c.done = true
}

func (c *Co[In, Out]) run() {
	last := message[In, Out]{err: ErrDone}
	defer func() { c.channel <- last }()
	defer func() {
		if v := recover(); v != nil {
			last.err = &PanicError{Value: v}
		}
	}()
	got := <-c.channel
	err := c.body(got.in, func(out Out) (In, bool) {
		if got.err == nil {
			c.channel <- message[In, Out]{out: out}
			got = <-c.channel
		}
		return got.in, got.err == nil
	})
	if err != nil {
		last.err = err
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
