package context

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// cancelCtxKey is the key for which a cancelCtx returns itself.
var cancelCtxKey int

// canceler is a context that can be canceled by its parent.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// cancelCtx can be canceled, and cancels its children then.
type cancelCtx struct {
	Context

	obj  sched.Object
	done chan struct{}
	// busy: it is being canceled, and its children are. The original has a lock.
	busy       bool
	err, cause error
	children   []child
	token      uint64
}

// child is kept in order of the goroutines that made it: the original has them in a map,
// and it must not matter which of two goroutines came first.
type child struct {
	canceler
	by int
}

// ctxGate is a cancelCtx as a sched.Gate: closed while it is being canceled.
type ctxGate cancelCtx

// Open reports whether a step can be taken now.
func (c *ctxGate) Open(step.Kind) bool { return !c.busy }

// Done implements Context.
//
//go:noinline
func (c *cancelCtx) Done() <-chan struct{} { return c.done }

// Err implements Context.
//
//go:noinline
func (c *cancelCtx) Err() error {
	sched.Point(&c.obj, step.ContextErr)
	if c.err != nil {
		sched.Acquire(&c.token)
		sched.Note("canceled")
	}
	return c.err
}

// Value implements Context.
//
//go:noinline
func (c *cancelCtx) Value(key any) any { return value(c, key) }

// String is what it prints as.
func (c *cancelCtx) String() string { return contextName(c.Context) + ".WithCancel" }

// cancel closes the channel and cancels the children, one step for each context. A second
// call returns when the first is through.
func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if !sched.PointGate(&c.obj, step.Cancel, (*ctxGate)(c)) && sched.Running() || c.err != nil {
		return
	}
	if cause == nil {
		cause = err
	}
	c.err, c.cause = err, cause
	sched.Release(&c.token)
	sched.CloseHere(c.done)
	c.busy = true
	for _, one := range c.children {
		one.cancel(false, err, cause)
	}
	c.children = nil
	c.busy = false
	if removeFromParent {
		removeChild(c.Context, c)
	}
}

// follow arranges that me, of which c is a part, is canceled when parent is.
func (c *cancelCtx) follow(parent Context, me canceler) {
	c.Context = parent
	c.done = make(chan struct{})
	c.obj.Named("context")
	done := parent.Done()
	if done == nil {
		return
	}
	if p := parentOf(parent); p != nil {
		p.adopt(me)
		return
	}
	if sched.Select(true, sched.RecvCase(done, "parent.Done()")) == 0 {
		me.cancel(false, parent.Err(), Cause(parent))
		return
	}
	if a, ok := parent.(afterFuncer); ok {
		stop := a.AfterFunc(func() { me.cancel(false, parent.Err(), Cause(parent)) })
		c.Context = stopCtx{parent, stop}
		return
	}
	sched.Go("context.propagateCancel", func() {
		up := sched.RecvCase(parent.Done(), "parent.Done()")
		own := sched.RecvCase(me.Done(), "child.Done()")
		if sched.Select(false, up, own) == 0 {
			me.cancel(false, parent.Err(), Cause(parent))
		}
	})
}

// adopt adds a child, or cancels it at once.
func (c *cancelCtx) adopt(me canceler) {
	if !sched.PointGate(&c.obj, step.ContextErr, (*ctxGate)(c)) {
		return
	}
	if c.err != nil {
		sched.Acquire(&c.token)
		me.cancel(false, c.err, c.cause)
		return
	}
	by := sched.Current().ID()
	c.children = append(c.children, child{me, by})
	for i := len(c.children) - 1; i > 0 && c.children[i-1].by > by; i-- {
		c.children[i-1], c.children[i] = c.children[i], c.children[i-1]
	}
}

// parentOf is the cancelCtx whose channel parent has. A context that someone wrote around
// it may have one of its own: then there is none.
func parentOf(parent Context) *cancelCtx {
	p, ok := parent.Value(&cancelCtxKey).(*cancelCtx)
	if !ok || p.done != parent.Done() {
		return nil
	}
	return p
}

// removeChild makes parent forget a context that was canceled.
func removeChild(parent Context, me canceler) {
	if s, ok := parent.(stopCtx); ok {
		s.stop()
		return
	}
	if parent.Done() == nil {
		return
	}
	p := parentOf(parent)
	if p == nil || p.busy && !sched.PointGate(&p.obj, step.ContextErr, (*ctxGate)(p)) {
		return
	}
	n := 0
	for _, one := range p.children {
		if one.canceler != me {
			p.children[n] = one
			n++
		}
	}
	p.children = p.children[:n]
}

// afterFuncer is a context that calls a function when it is canceled.
type afterFuncer interface {
	AfterFunc(func()) func() bool
}

// stopCtx stands in for such a parent: stop makes it forget the child.
type stopCtx struct {
	Context
	stop func() bool
}
