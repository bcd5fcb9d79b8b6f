// Package counter keeps the count in an atomic word: reading, adding and writing
// are one instruction, so there is nothing to lock.
//
// Go's atomics behave as if all of them ran in one order. An Add that comes first in
// that order happens before a Load that sees its effect.
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
	c.n.Add(1)
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
