// Package nonblocking looks names up for an event loop.
//
// The task: this Resolver runs the slow lookup in the middle of an event, and all
// other events wait until it is done. Hand lookups to the pool, bring each answer
// back to the loop as an event, and close without losing one. Loop and Pool are in
// kit.go; README.md has the contract.
package nonblocking

// Resolver looks names up. Its methods are called in events of its loop and return
// at once; the functions that they are given run later, as events of that loop.
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)
	closed bool
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
	if r.closed {
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}
	// TODO: while lookup runs here, the loop handles no other event.
	addr, err := r.lookup(name)
	r.loop.Post(func() { reply(addr, err) })
}

// Close ends the service. Resolve takes no more names, but each one that it has taken
// gets its reply; after the last of them closed is called, once, and never inside of
// Close itself. Close is called at most once.
func (r *Resolver) Close(closed func()) {
	r.closed = true
	r.loop.Post(closed)
}
