package nonblocking

// In Python:
//
//	class Resolver:
//	    def __init__(self, loop, pool, lookup):
//	        self._calls = {}
//	        self._next_id = 0
//	        self._on_closed = None
//	        ...
//	    def resolve(self, name, reply):
//	        ...
//	        fut = pool.submit(lookup, name)
//	        fut.add_done_callback(lambda f: loop.call_soon_threadsafe(self._deliver, id, f))

// Resolver looks names up. Its methods are called in events of its loop and return
// at once; the functions that they are given run later, as events of that loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	calls    map[int]func(string, error) // by id: the replies that are still owed
	nextID   int
	closed   bool
	onClosed func() // nil when it has been posted, or when there is none
}

// NewResolver returns a resolver that serves the events of loop and calls lookup on
// the workers of pool, for several names at the same time.
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{
		loop:   loop,
		pool:   pool,
		lookup: lookup,
		calls:  make(map[int]func(string, error)),
	}
}

// Resolve hands name to the pool.
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed {
		r.callSoon(reply, "", ErrClosed)
		return
	}

	id := r.nextID
	r.nextID++
	r.calls[id] = reply

	// The worker gets its own copies. The dict stays on the loop.
	loop, lookup, deliver := r.loop, r.lookup, r.deliver
	r.pool.Go(func() {
		addr, err := lookup(name)
		loop.Post(func() { deliver(id, addr, err) })
	})
}

func (r *Resolver) callSoon(reply func(string, error), addr string, err error) {
	r.loop.Post(func() { reply(addr, err) })
}

func (r *Resolver) deliver(id int, addr string, err error) {
	reply, ok := r.calls[id]
	if !ok {
		panic("nonblocking: this name was answered already")
	}
	delete(r.calls, id)
	reply(addr, err)
	r.maybeFinish()
}

func (r *Resolver) maybeFinish() {
	if len(r.calls) > 0 || r.onClosed == nil {
		return
	}
	cb := r.onClosed
	r.onClosed = nil
	r.loop.Post(cb)
}

// Close ends the service.
func (r *Resolver) Close(closed func()) {
	r.closed = true
	r.onClosed = closed
	r.maybeFinish()
}
