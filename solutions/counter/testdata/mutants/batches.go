// Inc hands its counts on in batches of ten, and nobody hands on the last ones.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestNoLostUpdate", "TestValueWhileCounting", "TestCountersAreIndependent"]
package counter

import "sync/atomic"

// Counter counts events.
type Counter struct {
	pending, n atomic.Int64
}

// Inc adds one.
func (c *Counter) Inc() {
	if c.pending.Add(1)%10 == 0 {
		c.n.Add(10) // mutant: up to nine that have returned are not counted
	}
}

// Value returns the count.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
