// Package counter writes the sum only if the count is still the one that it was
// computed from, and starts again otherwise: optimistic, without a lock.
//
// A CompareAndSwap that succeeds is the one step in which the count changes. One that
// fails means that another goroutine's succeeded, so somebody always makes progress.
package counter

import "sync/atomic"

// Counter counts events. The zero value is a counter that stands at 0. All methods
// may be called by many goroutines at once. A Counter must not be copied after its
// first use.
type Counter struct {
	n atomic.Int64
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	for {
		n := c.n.Load()
		if c.n.CompareAndSwap(n, n+1) {
			return
		}
	}
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
