// A lock around lookup lets only one worker of the pool do its work.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestLookupsFillThePool", "TestRepliesInOrderOfCompletion", "TestCloseDrains"]
package nonblocking

import "sync"

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop    *Loop
	pool    *Pool
	lookup  func(name string) (addr string, err error)
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
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending++
	r.pool.Go(func() {
		r.mu.Lock() // mutant: the other workers wait here
		addr, err := r.lookup(name)
		r.mu.Unlock()
		r.loop.Post(func() {
			reply(addr, err)
			r.pending--
			r.finish()
		})
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
