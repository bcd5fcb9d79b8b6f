// Package nonblocking keeps every request in a table that belongs to the loop; a
// job carries only a number to the pool and the results back.
package nonblocking

// request is what the loop remembers of a name that is being looked up.
type request struct {
	reply func(addr string, err error)
}

// Resolver looks names up for the events of a loop. Only events touch its fields.
type Resolver struct {
	loop     *Loop
	pool     *Pool
	lookup   func(name string) (addr string, err error)
	last     int
	requests map[int]request
	closed   func()
}

// NewResolver returns a resolver for the events of loop.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup, requests: map[int]request{}}
}

// Resolve looks name up on the pool and replies on the loop.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.last++
	id := r.last
	r.requests[id] = request{reply}
	lookup, post := r.lookup, r.loop.Post // all that the worker gets
	r.pool.Go(func() {
		addr, err := lookup(name)
		post(func() { r.complete(id, addr, err) })
	})
}

// complete is the event that ends a request.
func (r *Resolver) complete(id int, addr string, err error) {
	r.requests[id].reply(addr, err)
	delete(r.requests, id)
	if r.closed != nil && len(r.requests) == 0 {
		r.closed()
	}
}

// Close drains and then calls closed on the loop.
func (r *Resolver) Close(closed func()) {
	r.closed = closed
	if len(r.requests) == 0 {
		r.loop.Post(closed)
	}
}
