package nonblocking

import "sync/atomic"

// Resolver looks names up. Its methods are called in events of its loop and return
// at once; the functions that they are given run later, as events of that loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	closed atomic.Bool
	// open counts the lookups whose answer has not been posted, and the resolver itself
	// until Close. Who brings it to zero posts the end: all answers are in the queue
	// of the loop then, and the end comes behind them.
	open  atomic.Int64
	final func()
}

// NewResolver returns a resolver that serves the events of loop and calls lookup on
// the workers of pool, for several names at the same time.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	r := &Resolver{loop: loop, pool: pool, lookup: lookup}
	r.open.Store(1)
	return r
}

// Resolve hands name to the pool.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed.Load() {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.open.Add(1)
	r.pool.Go(func() {
		defer r.done()
		addr, err := r.lookup(name)
		r.loop.Post(func() { reply(addr, err) })
	})
}

// Close ends the service.
func (r *Resolver) Close(closed func()) {
	r.final = closed // before the Add in done: the worker that posts it sees it
	r.closed.Store(true)
	r.done()
}

func (r *Resolver) done() {
	switch n := r.open.Add(-1); {
	case n == 0:
		r.loop.Post(r.final)
	case n < 0:
		panic("nonblocking: Resolver closed twice")
	}
}
