// So that Run does not return too early, Resolve posts an event that waits for the
// answer: no other event has its turn meanwhile.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestLoopStaysFree"]
package nonblocking

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop    *Loop
	pool    *Pool
	lookup  func(name string) (addr string, err error)
	pending int
	closed  func()
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup}
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending++
	done := make(chan struct{})
	r.pool.Go(func() {
		defer close(done)
		addr, err := r.lookup(name)
		r.loop.Post(func() {
			reply(addr, err)
			r.pending--
			r.finish()
		})
	})
	r.loop.Post(func() { <-done }) // mutant: the loop stands still until the lookup has returned
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
