// Inc loads atomically and stores atomically: two steps, free of data races.
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
	c.n.Store(n + 1) // mutant: another goroutine may have stored since the load
}

// Value returns the count.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
