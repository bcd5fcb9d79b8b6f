// Package nonblocking shares its state between the loop and the workers under a
// mutex. That is right too, and its methods could be called anywhere; but each access
// has to be remembered, where confinement needs none.
package nonblocking

import "sync"

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	mu      sync.Mutex
	pending int
	closed  func()
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup}
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending++
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() { reply(addr, err) })
		r.mu.Lock()
		defer r.mu.Unlock()
		r.pending--
		r.finish()
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = closed
	r.finish()
}

// finish posts closed if no reply is due. Its caller holds the lock.
func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
