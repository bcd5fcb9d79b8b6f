package coroutine

import (
	"errors"
	"iter"
	"sync"
)

// errGeneratorExit is what close() throws into a generator in Python. Here it travels to
// yield, which makes false of it.
var errGeneratorExit = errors.New("GeneratorExit")

// message is one call of send() or throw(), with the address for the answer.
type message[In, Out any] struct {
	value  In
	throw  error
	answer chan<- result[Out]
}

type result[Out any] struct {
	value Out
	err   error // not nil: StopIteration or an exception of the body
}

// inspect.getgeneratorstate
type generatorState string

const (
	genCreated   generatorState = "GEN_CREATED"
	genSuspended generatorState = "GEN_SUSPENDED"
	genClosed    generatorState = "GEN_CLOSED"
)

// Co is a Python generator: Resume is send(), Stop is close().
type Co[In, Out any] struct {
	gen    func(In, func(Out) (In, bool)) error
	state  generatorState
	inbox  chan message[In, Out]
	thread sync.WaitGroup
}

// New returns a coroutine that has not begun yet.
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{
		gen:   body,
		state: genCreated,
		inbox: make(chan message[In, Out]),
	}
}

// send hands m over and waits for the answer to it.
func (c *Co[In, Out]) send(m message[In, Out]) (Out, error) {
	answer := make(chan result[Out], 1)
	m.answer = answer
	if c.state == genCreated {
		c.thread.Go(c.loop)
	}
	c.inbox <- m
	r := <-answer
	if r.err != nil {
		c.thread.Wait()
		c.state = genClosed
	} else {
		c.state = genSuspended
	}
	return r.value, r.err
}

// loop is the frame of the generator.
func (c *Co[In, Out]) loop() {
	current := <-c.inbox
	exit := false

	yield := func(value Out) (sent In, ok bool) {
		if exit {
			return sent, false
		}
		current.answer <- result[Out]{value: value}
		current = <-c.inbox
		if errors.Is(current.throw, errGeneratorExit) {
			exit = true
			return sent, false
		}
		return current.value, true
	}

	err := try(func() error { return c.gen(current.value, yield) })
	if err == nil {
		err = ErrDone // raise StopIteration
	}
	current.answer <- result[Out]{err: err}
}

// try: ... except BaseException as e: return e
func try(block func() error) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = &PanicError{Value: e}
		}
	}()
	return block()
}

// Resume lets the body run until it yields, and returns the value that it yields.
func (c *Co[In, Out]) Resume(in In) (Out, error) {
	if c.state == genClosed {
		var none Out
		return none, ErrDone
	}
	return c.send(message[In, Out]{value: in})
}

// Stop ends the coroutine. It returns when the body has returned.
func (c *Co[In, Out]) Stop() {
	switch c.state {
	case genCreated:
		c.state = genClosed
	case genSuspended:
		_, _ = c.send(message[In, Out]{throw: errGeneratorExit})
	}
}

// Seq returns the values that the body yields, as a sequence for one range loop. It
// stops c however the loop ends.
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop()
		for {
			value, err := c.Resume(struct{}{})
			if err != nil {
				return
			}
			if !yield(value) {
				return
			}
		}
	}
}
