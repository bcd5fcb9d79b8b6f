// Inc has a value receiver, so it increments a copy.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestNoLostUpdate", "TestValueWhileCounting", "TestCountersAreIndependent"]
package counter

import "sync/atomic"

// Counter counts events.
type Counter struct {
	n atomic.Int64
}

// Inc adds one.
func (c Counter) Inc() { // mutant: c is a copy of the caller's counter
	c.n.Add(1)
}

// Value returns the count.
func (c *Counter) Value() int {
	return int(c.n.Load())
}
