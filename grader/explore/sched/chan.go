package sched

import (
	"iter"
	"unsafe"

	"racekit/grader/explore/step"
)

// shadow is what stands behind a native channel, which serves as its name only: types
// never change, and nil, ==, cap and make mean what they mean in Go.
type shadow struct {
	Object
	cap    int
	closed bool
	// timer: it is the channel of a time.Timer or time.Ticker, which holds one value
	// and looks unbuffered.
	timer bool
	// slots are the tokens of the places in the buffer: as in runtime/chan.go, what is
	// done before a value is put in happens before what is done after it is taken out,
	// and what is done before it is taken out before what is done after the next is put
	// in there. That of a timer orders who starts it before who receives. closes is that
	// of close.
	// Those of a large channel are made when they are needed: far has those behind slots.
	slots      []uint64
	far        [][]uint64
	head, used int
	// from are the senders that were waiting and whose values were put in for them: the
	// token of the place is theirs then.
	from   []*wait
	closes uint64
	recvq  queue
	sendq  queue
}

// channel adds the values, of the channel's element type.
type channel[T any] struct {
	shadow
	buf []T
}

// cause is the signature of what happens now: of the goroutine's step, or the clock's.
func (s *scheduler) cause() uint64 {
	if s.cur != nil && !s.ticking {
		return s.cur.hash
	}
	return s.clock.state
}

//go:norace
func channelOf[T any](p unsafe.Pointer, size int) *channel[T] {
	s := &the
	c := (*channel[T])(s.table.get(p))
	if c == nil {
		c = newChannel[T](p, size)
	}
	if c.buf == nil && size > 0 {
		c.buf = make([]T, min(size, near))
	}
	return c
}

//go:norace
func newChannel[T any](p unsafe.Pointer, size int) *channel[T] {
	c := &channel[T]{shadow: shadow{cap: size}}
	c.kind = "chan"
	if size > 0 {
		c.slots = make([]uint64, min(size, near))
	}
	the.table.put(p, unsafe.Pointer(c))
	return c
}

//go:norace
func sending[T any](c chan<- T) *channel[T] {
	return channelOf[T](*(*unsafe.Pointer)(unsafe.Pointer(&c)), cap(c))
}

//go:norace
func receiving[T any](c <-chan T) *channel[T] {
	return channelOf[T](*(*unsafe.Pointer)(unsafe.Pointer(&c)), cap(c))
}

// canSend and canReceive report whether the operation would not block.
func (c *shadow) canSend() bool { return c.closed || c.used < c.cap || c.recvq.first() }

func (c *shadow) canReceive() bool { return c.used > 0 || c.closed || c.sendq.first() }

// put does a send that would not block.
//
//go:norace
func (c *channel[T]) put(v T) {
	s := &the
	switch {
	case c.closed:
		panic(plainError("send on closed channel"))
	case c.recvq.first():
		w := c.recvq.pop()
		*(*T)(w.place) = v
		*w.ok = true
		w.meet(s)
	default:
		i := (c.head + c.used) % c.cap
		*c.at(i) = v
		c.used++
		c.slot(i)
	}
}

// take does a receive that would not block.
//
//go:norace
func (c *channel[T]) take() (v T, ok bool) {
	s := &the
	switch {
	case c.used > 0:
		var zero T
		i := c.head
		p := c.at(i)
		v, *p = *p, zero
		c.head = (c.head + 1) % c.cap
		c.used--
		if !c.sendq.first() {
			c.slot(i)
			return v, true
		}
		// The buffer was full: place i is the next to be filled.
		w := c.sendq.pop()
		w.order(s)
		c.slot(i)
		*c.at(i) = *(*T)(w.place)
		c.used++
		c.keep(i, w.wait)
		w.serve(s)
		return v, true
	case c.sendq.first():
		w := c.sendq.pop()
		v = *(*T)(w.place)
		w.meet(s)
		return v, true
	}
	raceAcquire(unsafe.Pointer(&c.closes))
	return v, false
}

// slot shows the race detector that place i of the buffer changes hands.
func (c *shadow) slot(i int) {
	switch {
	case the.ticking:
	case c.timer:
		raceAcquire(unsafe.Pointer(&c.slots[i]))
	case i < len(c.from) && c.from[i] != nil:
		raceExchange(unsafe.Pointer(&c.from[i].here))
	default:
		raceExchange(unsafe.Pointer(c.token(i)))
	}
}

// keep remembers that what is in place i was put there for a sender that waited: whoever
// takes it is ordered after that sender, and not after who put it there.
func (c *shadow) keep(i int, w *wait) {
	if i >= len(c.from) {
		c.from = longer(c.from, enough(i, c.cap))
	}
	c.from[i] = w
}

// served orders the running goroutine after who served w, by way of this channel.
func (c *shadow) served(w *wait) {
	raceAcquire(unsafe.Pointer(&w.there))
	if c.timer {
		c.slot(0)
	}
}

// Send is c <- v, written Send(c, "c")(v) so that v keeps the rules of assignment.
//
//go:norace
func Send[T any](c chan<- T, expr string) func(T) {
	return func(v T) { send(c, v, expr) }
}

//go:norace
func send[T any](c chan<- T, v T, expr string) {
	s := &the
	if s.cur == nil {
		return
	}
	if c == nil {
		never(step.ChanSend, expr)
		return
	}
	st := sending(c)
	if !chanPoint(&st.shadow, step.ChanSend, expr) {
		return
	}
	noteValue(v)
	if st.canSend() {
		st.put(v)
		return
	}
	w := &wait{g: s.cur}
	raceRelease(unsafe.Pointer(&w.here))
	st.sendq.push(waiter{wait: w, place: unsafe.Pointer(&v)})
	s.block(&st.Object, step.ChanSend)
	raceAcquire(unsafe.Pointer(&w.there))
	if w.closed {
		panic(plainError("send on closed channel"))
	}
}

// Recv is <-c.
//
//go:norace
func Recv[T any](c <-chan T, expr string) T {
	v, _ := Recv2(c, expr)
	return v
}

// Recv2 is v, ok := <-c.
//
//go:norace
func Recv2[T any](c <-chan T, expr string) (v T, ok bool) {
	s := &the
	if s.cur == nil {
		return
	}
	if c == nil {
		never(step.ChanRecv, expr)
		return
	}
	st := receiving(c)
	if !chanPoint(&st.shadow, step.ChanRecv, expr) {
		return
	}
	if st.canReceive() {
		v, ok = st.take()
		noteReceived(v, ok)
		return v, ok
	}
	w := &wait{g: s.cur}
	raceRelease(unsafe.Pointer(&w.here))
	st.recvq.push(waiter{wait: w, place: unsafe.Pointer(&v), ok: &ok})
	s.block(&st.Object, step.ChanRecv)
	st.served(w)
	noteReceived(v, ok)
	return v, ok
}

// Range is for v := range c.
//
//go:norace
func Range[T any](c <-chan T, expr string) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, ok := Recv2(c, expr)
			if !ok || !yield(v) {
				return
			}
		}
	}
}

// Close is close(c).
//
//go:norace
func Close[T any](c chan<- T, expr string) {
	if the.cur == nil {
		return
	}
	if c == nil {
		panic(plainError("close of nil channel"))
	}
	st := sending(c)
	if !chanPoint(&st.shadow, step.ChanClose, expr) {
		return
	}
	st.close()
}

// close wakes everybody who waits.
func (c *shadow) close() {
	s := &the
	if c.closed {
		panic(plainError("close of closed channel"))
	}
	c.closed = true
	c.note = "closed"
	if !s.ticking {
		raceRelease(unsafe.Pointer(&c.closes))
	}
	for c.recvq.first() {
		w := c.recvq.pop()
		w.order(s)
		w.serve(s)
	}
	for c.sendq.first() {
		w := c.sendq.pop()
		w.wait.closed = true
		w.order(s)
		w.serve(s)
	}
}

// Len is len(c), LenSend the same of a channel that can only be sent to.
//
//go:norace
func Len[T any](c <-chan T, expr string) int {
	if c == nil || the.cur == nil {
		return 0
	}
	return receiving(c).len(expr)
}

// LenSend is len(c) for a channel that can only be sent to.
//
//go:norace
func LenSend[T any](c chan<- T, expr string) int {
	if c == nil || the.cur == nil {
		return 0
	}
	return sending(c).len(expr)
}

func (c *shadow) len(expr string) int {
	if !chanPoint(c, step.ChanLen, expr) || c.timer {
		return 0
	}
	return c.used
}

// chanPoint is the point before an operation on a channel.
func chanPoint(c *shadow, k step.Kind, expr string) bool {
	if c.expr == "" {
		c.expr = expr
	}
	return point(&c.Object, k, nil, expr)
}

// never blocks for ever: an operation on a nil channel, or select without cases.
func never(k step.Kind, expr string) {
	s := &the
	if point(nil, k, nil, expr) {
		s.block(nil, k)
		// Nobody wakes it but the end of the schedule, which does not come back here.
	}
}

// Forever is select {}.
//
//go:noinline
func Forever() { never(step.Select, "") }

// plainError is a runtime.Error with the runtime's own text.
type plainError string

// RuntimeError marks it as one of the runtime's.
func (plainError) RuntimeError() {}

// Error is the text that the runtime prints.
func (e plainError) Error() string { return string(e) }
