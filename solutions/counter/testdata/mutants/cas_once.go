// Inc tries its compare-and-swap once and does not look whether it succeeded.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package counter

import "sync/atomic"

// Counter counts events.
type Counter struct {
	n atomic.Int64
}

// Inc adds one.
func (c *Counter) Inc() {
	n := c.n.Load()
	c.n.CompareAndSwap(n, n+1) // mutant: false means that nothing was added
}

// Value returns the count.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
