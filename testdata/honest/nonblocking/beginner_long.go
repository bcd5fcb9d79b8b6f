// Package nonblocking looks names up for an event loop.
package nonblocking

import (
	"fmt"
	"log"
	"sync"
)

const verbose = false

// Resolver looks names up. Its methods are called in events of its loop and return
// at once; the functions that they are given run later, as events of that loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	// I know that only the loop should come here, but I feel better with a lock.
	mu       sync.Mutex
	pending  int    // names that have no reply yet
	closed   bool   // Close was called
	onClosed func() // what Close was given
}

// NewResolver returns a resolver that serves the events of loop and calls lookup on
// the workers of pool, for several names at the same time.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	if loop == nil || pool == nil || lookup == nil {
		panic("nonblocking: NewResolver needs a loop, a pool and a lookup function")
	}
	r := &Resolver{
		loop:   loop,
		pool:   pool,
		lookup: lookup,
	}
	return r
}

// Resolve hands name to the pool. As soon as lookup has returned, an event is posted
// that calls reply with its results, once.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		r.loop.Post(func() {
			reply("", ErrClosed)
		})
		return
	}
	r.pending = r.pending + 1
	r.debug(fmt.Sprintf("taken %q", name))
	r.mu.Unlock()

	r.pool.Go(func() {
		// This runs on a worker.
		addr, err := r.lookup(name)

		r.loop.Post(func() {
			// This runs on the loop again.
			reply(addr, err)
			r.answered(name)
		})
	})
}

// answered is called on the loop after each reply.
func (r *Resolver) answered(name string) {
	r.mu.Lock()
	r.pending = r.pending - 1
	r.debug(fmt.Sprintf("answered %q", name))
	wasLast := r.closed && r.pending == 0
	callback := r.onClosed
	r.mu.Unlock()

	if wasLast {
		r.loop.Post(callback)
	}
}

// Close ends the service. Close is called at most once.
func (r *Resolver) Close(closed func()) {
	r.mu.Lock()
	r.closed = true
	r.onClosed = closed
	idle := r.pending == 0
	r.mu.Unlock()

	// If names are pending, the last reply posts it.
	if idle {
		r.loop.Post(closed)
	}
}

// debug is called with the lock held.
func (r *Resolver) debug(what string) {
	if verbose {
		log.Printf("resolver: %s, %d pending, closed: %t", what, r.pending, r.closed)
	}
}
