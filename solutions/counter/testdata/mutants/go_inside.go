// Inc adds on a goroutine of its own and does not wait for it.
//
//	verdicts = ["wrong result"]
//	means = "native"
package counter

import "sync/atomic"

// Counter counts events.
type Counter struct {
	n atomic.Int64
}

// Inc adds one.
func (c *Counter) Inc() {
	go c.n.Add(1) // mutant: perhaps only after Inc has returned
}

// Value returns the count.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
