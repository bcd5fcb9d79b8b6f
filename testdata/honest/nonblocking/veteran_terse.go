package nonblocking

// Resolver is confined to its loop: workers see nothing of it but lookup.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	refs   int    // names without a reply, plus one while open
	closed func() // not nil: Close was called
}

func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup, refs: 1}
}

func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed != nil {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	r.refs++
	r.pool.Go(func() {
		addr, err := r.lookup(name)
		r.loop.Post(func() {
			reply(addr, err)
			r.release()
		})
	})
}

func (r *Resolver) Close(closed func()) {
	r.closed = closed
	r.release()
}

func (r *Resolver) release() {
	if r.refs--; r.refs == 0 {
		r.loop.Post(r.closed)
	}
}
