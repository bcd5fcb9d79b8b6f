package nonblocking

import "context"

// Resolver looks names up. Its methods are called in events of its loop and return
// at once; the functions that they are given run later, as events of that loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	closing   bool
	inFlight  int
	drained   context.Context    // done: closed, and everybody has a reply
	markDrain context.CancelFunc // ends drained
}

type answer struct {
	addr string
	err  error
}

// NewResolver returns a resolver that serves the events of loop and calls lookup on
// the workers of pool, for several names at the same time.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	r := &Resolver{loop: loop, pool: pool, lookup: lookup}
	r.drained, r.markDrain = context.WithCancel(context.Background())
	return r
}

// Resolve hands name to the pool.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closing {
		r.post(reply, answer{err: ErrClosed}, nil)
		return
	}
	r.inFlight++
	r.pool.Go(func() {
		var a answer
		a.addr, a.err = r.lookup(name)
		r.post(reply, a, r.landed)
	})
}

// post posts the reply, and after it, in the same event, what comes then.
func (r *Resolver) post(reply func(string, error), a answer, then func()) {
	r.loop.Post(func() {
		if then != nil {
			defer then()
		}
		reply(a.addr, a.err)
	})
}

func (r *Resolver) landed() {
	r.inFlight--
	r.check()
}

func (r *Resolver) check() {
	if r.closing && r.inFlight == 0 {
		r.markDrain()
	}
}

// Close ends the service.
func (r *Resolver) Close(closed func()) {
	r.closing = true
	// AfterFunc calls it on a goroutine of its own, so it only posts.
	context.AfterFunc(r.drained, func() { r.loop.Post(closed) })
	r.check()
}
