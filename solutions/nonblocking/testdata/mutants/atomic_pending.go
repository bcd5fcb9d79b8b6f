// Two atomic variables are each right, but the look at both is not one step: Close
// and the last lookup may both report the end.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package nonblocking

import "sync/atomic"

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop    *Loop
	pool    *Pool
	lookup  func(name string) (addr string, err error)
	pending atomic.Int64
	closed  atomic.Pointer[func()]
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup}
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed.Load() != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending.Add(1)
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() { reply(addr, err) })
		r.pending.Add(-1)
		r.finish()
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed.Store(&closed)
	r.finish()
}

func (r *Resolver) finish() {
	if closed := r.closed.Load(); closed != nil && r.pending.Load() == 0 { // mutant: two goroutines may both find the end
		r.loop.Post(*closed)
	}
}
