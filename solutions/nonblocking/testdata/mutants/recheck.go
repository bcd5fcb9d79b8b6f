// Close lets the loop look again and again whether something is pending, instead of
// letting the last reply tell.
//
//	verdicts = ["hang"]
//	means = "native"
package nonblocking

import "time"

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
		})
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed = closed
	r.loop.Post(r.finish)
}

func (r *Resolver) finish() {
	if r.pending == 0 {
		r.closed()
		return
	}
	time.Sleep(10 * time.Millisecond) // mutant: asks again though nothing has happened
	r.loop.Post(r.finish)
}
