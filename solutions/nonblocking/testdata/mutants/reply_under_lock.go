// The event keeps the lock while it calls reply, and what reply calls needs it too.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestCallsInsideAReply"]
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
	r.mu.Lock() // mutant: inside of a reply this waits for that reply
	defer r.mu.Unlock()
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.pending++
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() {
			r.mu.Lock()
			defer r.mu.Unlock()
			reply(addr, err) // mutant: Resolve and Close lock as well
			r.pending--
			r.finish()
		})
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.mu.Lock() // mutant: inside of a reply this waits for that reply
	defer r.mu.Unlock()
	r.closed = closed
	r.finish()
}

func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
