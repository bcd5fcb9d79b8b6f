// Once the resolver is closed, every reply reports that it was the last.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCloseDrains", "TestCallsInsideAReply"]
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
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() {
			reply(addr, err)
			r.pending--
			if r.closed != nil {
				r.loop.Post(r.closed) // mutant: does not look whether others are pending
			}
		})
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed = closed // mutant: from here on every reply calls it
	r.finish()
}

func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
