// Package nonblocking counts what is pending with a WaitGroup; a goroutine that Close
// starts waits for it, since the loop must not, and ends with the last reply.
package nonblocking

import "sync"

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop    *Loop
	pool    *Pool
	lookup  func(name string) (addr string, err error)
	closed  bool // only events of the loop touch it
	pending sync.WaitGroup
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup}
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending.Add(1) // on the loop, like Close: so it comes before the Wait
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() {
			defer r.pending.Done()
			reply(addr, err)
		})
	})
}

// Close drains and then calls closed on the loop. Unlike a job of the pool, the
// goroutine that waits keeps no worker from its work.
func (r *Resolver) Close(closed func()) {
	r.closed = true
	go func() {
		r.pending.Wait()
		r.loop.Post(closed)
	}()
}
