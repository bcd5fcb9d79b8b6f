// Package counter spreads the count over several atomic cells, so that increments
// seldom meet; Value adds them up.
//
// A cell only grows, and a later Value reads each cell later, so the sum never goes
// back. The total moves in steps of one, so the sum is a count at which the counter
// stood at some moment of the call.
package counter

import (
	"math/rand/v2"
	"sync/atomic"
)

// Counter counts events. The zero value is a counter that stands at 0. All methods
// may be called by many goroutines at once. A Counter must not be copied after its
// first use.
type Counter struct {
	cells [4]cell
}

// cell fills a cache line of 64 bytes, so that cores that write different cells do
// not wait for each other.
type cell struct {
	n atomic.Int64
	_ [56]byte
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	c.cells[rand.IntN(len(c.cells))].n.Add(1)
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	sum := 0
	for i := range c.cells {
		sum += int(c.cells[i].n.Load())
	}
	return sum
}
