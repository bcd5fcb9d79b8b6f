// Package nonblocking counts references: one for each name that is looked up and one
// for the open resolver. Whoever drops the last one, on whatever goroutine, posts
// closed; that can happen only once.
package nonblocking

import "sync/atomic"

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)
	refs   atomic.Int64
	// closed is written by Close before it drops its reference and read by who drops
	// the last: the counter orders the two.
	closed func()
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	r := &Resolver{loop: loop, pool: pool, lookup: lookup}
	r.refs.Store(1)
	return r
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.refs.Add(1) // the open resolver holds one, so this never starts from 0
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() { reply(addr, err) })
		r.drop() // behind the reply in the queue
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed = closed
	r.drop()
}

func (r *Resolver) drop() {
	if r.refs.Add(-1) == 0 {
		r.loop.Post(r.closed)
	}
}
