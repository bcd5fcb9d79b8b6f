package coroutine

import "iter"

// Co is iter.Pull, with a way back in, an error and a recover.
type Co[In, Out any] struct {
	body func(In, func(Out) (In, bool)) error
	next func() (Out, bool) // nil: not begun
	stop func()
	in   In
	err  error
	done bool
}

func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{body: body}
}

func (c *Co[In, Out]) Resume(in In) (out Out, err error) {
	if c.done {
		return out, ErrDone
	}
	c.in = in
	if c.next == nil {
		c.next, c.stop = iter.Pull(c.seq)
	}
	if out, ok := c.next(); ok {
		return out, nil
	}
	if c.done, err = true, c.err; err == nil {
		err = ErrDone
	}
	return out, err
}

func (c *Co[In, Out]) seq(yield func(Out) bool) {
	defer func() {
		if p := recover(); p != nil {
			c.err = &PanicError{p}
		}
	}()
	c.err = c.body(c.in, func(out Out) (in In, ok bool) {
		if ok = yield(out); ok {
			in = c.in
		}
		return in, ok
	})
}

func (c *Co[In, Out]) Stop() {
	if c.done {
		return
	}
	c.done = true
	if c.stop != nil {
		c.stop()
	}
}

func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop()
		for out, err := c.Resume(struct{}{}); err == nil && yield(out); out, err = c.Resume(struct{}{}) {
		}
	}
}
