// Where no other lookup is in flight, the worker calls reply itself, to save the way
// over the loop.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestRepliesRunOnTheLoop"]
package nonblocking

import "sync"

// Resolver looks names up for the events of a loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	mu      sync.Mutex // guards the rest
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
		if r.alone() {
			r.answer(func() { reply(addr, err) }) // mutant: runs beside the events of the loop
			return
		}
		r.loop.Post(func() { r.answer(func() { reply(addr, err) }) })
	})
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = closed
	r.finish()
}

func (r *Resolver) alone() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pending == 1
}

func (r *Resolver) answer(reply func()) {
	reply()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending--
	r.finish()
}

// finish is called with the lock.
func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
