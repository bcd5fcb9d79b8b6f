// The job looks whether the resolver is closed, when the loop may be closing it.
//
//	verdicts = ["data race"]
//	means = "native"
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
	r.pending++
	r.pool.Go(func() {
		addr, err := "", ErrClosed
		if r.closed == nil { // mutant: read on a worker, written by Close on the loop
			addr, err = r.lookup(name)
		}
		r.loop.Post(func() {
			reply(addr, err)
			r.pending--
			r.finish()
		})
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed = closed // mutant: nothing orders this with the look of a job
	r.finish()
}

func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
