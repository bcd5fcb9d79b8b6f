package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// Case is one case of a select: a *RecvOp or a *SendOp.
type Case interface {
	shadow() *shadow
	ready() bool
	commit()
	enqueue(w *wait, arm int)
	label() string
}

// RecvOp is a receive in a select. V and OK are what was received, once it was chosen.
type RecvOp[T any] struct {
	V    T
	OK   bool
	c    <-chan T
	expr string
}

// SendOp is a send in a select.
type SendOp[T any] struct {
	c    chan<- T
	v    T
	expr string
}

// RecvCase is case <-c.
//
//go:norace
func RecvCase[T any](c <-chan T, expr string) *RecvOp[T] { return &RecvOp[T]{c: c, expr: expr} }

// SendCase is case c <- v, written SendCase(c, "c")(v).
//
//go:norace
func SendCase[T any](c chan<- T, expr string) func(T) *SendOp[T] {
	return func(v T) *SendOp[T] { return &SendOp[T]{c, v, expr} }
}

//go:norace
func (r *RecvOp[T]) shadow() *shadow {
	if r.c == nil {
		return nil
	}
	st := &receiving(r.c).shadow
	if st.expr == "" {
		st.expr = r.expr
	}
	return st
}

//go:norace
func (r *RecvOp[T]) ready() bool { return r.c != nil && receiving(r.c).canReceive() }

//go:norace
func (r *RecvOp[T]) commit() { r.V, r.OK = receiving(r.c).take() }

//go:norace
func (r *RecvOp[T]) enqueue(w *wait, arm int) {
	if r.c != nil {
		receiving(r.c).recvq.push(waiter{wait: w, arm: arm, place: unsafe.Pointer(&r.V), ok: &r.OK})
	}
}

//go:norace
func (r *RecvOp[T]) label() string { return "<-" + r.expr }

//go:norace
func (r *SendOp[T]) shadow() *shadow {
	if r.c == nil {
		return nil
	}
	st := &sending(r.c).shadow
	if st.expr == "" {
		st.expr = r.expr
	}
	return st
}

//go:norace
func (r *SendOp[T]) ready() bool { return r.c != nil && sending(r.c).canSend() }

//go:norace
func (r *SendOp[T]) commit() { sending(r.c).put(r.v) }

//go:norace
func (r *SendOp[T]) enqueue(w *wait, arm int) {
	if r.c != nil {
		sending(r.c).sendq.push(waiter{wait: w, arm: arm, place: unsafe.Pointer(&r.v)})
	}
}

//go:norace
func (r *SendOp[T]) label() string { return r.expr + " <-" }

// Select chooses a case that is ready and does it, or blocks until one is. It returns
// the case's number, -1 for the default.
//
//go:noinline
func Select(hasDefault bool, cases ...Case) int {
	s := &the
	g := s.cur
	if g == nil || g.dying {
		if g != nil {
			s.dyingStep(g)
			Goexit()
		}
		if !hasDefault && len(cases) > 0 {
			return 0 // a package is initialised: no schedule runs, and nothing may block
		}
		return -1
	}
	var first *Object
	for _, c := range cases {
		if st := c.shadow(); st != nil {
			st.number(s)
			if first == nil {
				first = &st.Object
			}
		}
	}
	if !point(first, step.Select, nil, "") {
		return -1
	}
	for _, c := range cases {
		// The step is on all of its channels.
		if st := c.shadow(); st != nil && &st.Object != first {
			s.touch(g, &st.Object, step.Select)
		}
	}
	if i, ok := s.pick(cases); ok {
		g.hash = mix(g.hash, uint64(i))
		s.noteCase(cases[i])
		cases[i].commit()
		return i
	}
	if hasDefault {
		s.note("default")
		g.tire(step.Select)
		return -1
	}
	return s.wait(g, first, cases)
}

// pick lets the chooser say which of the cases that are ready is taken.
func (s *scheduler) pick(cases []Case) (int, bool) {
	n, last := 0, -1
	for i, c := range cases {
		if c.ready() {
			n, last = n+1, i
		}
	}
	if n < 2 {
		return last, n == 1
	}
	k := s.branch(n)
	for i, c := range cases {
		if c.ready() {
			if k == 0 {
				return i, true
			}
			k--
		}
	}
	return last, true
}

// tire lets others go first if g did the same in vain again and again.
func (g *G) tire(k step.Kind) {
	if g.lastKind == k && g.same >= alike {
		g.giveUp(&the)
	}
}

func (s *scheduler) wait(g *G, first *Object, cases []Case) int {
	w := &wait{g: g, arm: -1}
	raceRelease(unsafe.Pointer(&w.here))
	for i, c := range cases {
		c.enqueue(w, i)
	}
	s.block(first, step.Select)
	if w.arm >= 0 {
		cases[w.arm].shadow().served(w)
		s.noteCase(cases[w.arm])
	}
	if w.closed {
		panic(plainError("send on closed channel"))
	}
	return w.arm
}
