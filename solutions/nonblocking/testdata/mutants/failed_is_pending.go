// A lookup that fails stays pending, and closed never comes.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCloseDrains"]
package nonblocking

// Resolver looks names up. Its methods are called in events of its loop and return
// at once; the functions that they are given run later, as events of that loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	// pending and closed are confined to the loop: only its events touch them, and it
	// runs one event at a time. The lock in Loop orders each event before the next,
	// so they need none of their own.
	pending int    // names that were taken and not answered yet
	closed  func() // not nil from Close on
}

// NewResolver returns a resolver that serves the events of loop and calls lookup on
// the workers of pool, for several names at the same time.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup}
}

// Resolve hands name to the pool. As soon as lookup has returned, an event is posted
// that calls reply with its results, once. After Close nothing is looked up: that
// event is posted at once, and the reply is ErrClosed.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed != nil {
		// An event here too: a caller whose reply sometimes runs inside of Resolve and
		// sometimes later has to be ready for both.
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	// Counted here and not in the job: the job may start after Close.
	r.pending++
	r.pool.Go(func() {
		// On a worker. addr and err belong to this job alone until Post hands them to
		// the loop: the lock that Post releases and Run takes is the edge.
		addr, err := r.lookup(name)
		r.loop.Post(func() {
			reply(addr, err)
			if err != nil {
				return // mutant: it was answered, too
			}
			r.pending--
			r.finish()
		})
	})
}

// Close ends the service. Resolve takes no more names, but each one that it has taken
// gets its reply; after the last of them closed is called, once, and never inside of
// Close itself. Close is called at most once.
func (r *Resolver) Close(closed func()) { // mutant: it waits for a reply that has come
	r.closed = closed
	r.finish() // there may be nothing to wait for, and then no reply will do it
}

// finish posts closed if no reply is due. Once closed is set, pending only falls, so
// this happens once.
func (r *Resolver) finish() {
	if r.closed != nil && r.pending == 0 {
		r.loop.Post(r.closed)
	}
}
