// A goroutine brings the answers home, and nobody ever tells it to end.
//
//	verdicts = ["goroutine leak"]
//	means = "native"
//	fails = ["TestLookupsFillThePool", "TestLoopStaysFree", "TestRepliesRunOnTheLoop", "TestRepliesInOrderOfCompletion", "TestCloseDrains", "TestCallsInsideAReply", "TestResolveAfterClose"]
package nonblocking

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop    *Loop
	pool    *Pool
	lookup  func(name string) (addr string, err error)
	pending int
	closed  func()
	answers chan func()
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	r := &Resolver{loop: loop, pool: pool, lookup: lookup, answers: make(chan func())}
	go func() {
		for answer := range r.answers { // mutant: the channel is never closed
			r.loop.Post(answer)
		}
	}()
	return r
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending++
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.answers <- func() {
			reply(addr, err)
			r.pending--
			r.finish()
		}
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed = closed
	r.finish()
}

func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
