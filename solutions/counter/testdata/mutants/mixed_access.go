// Inc is atomic, but Value reads the same word as a plain variable.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestValueWhileCounting"]
package counter

import "sync/atomic"

// Counter counts events.
type Counter struct {
	n int64
}

// Inc adds one.
func (c *Counter) Inc() {
	atomic.AddInt64(&c.n, 1)
}

// Value returns the count.
func (c *Counter) Value() int {
	return int(c.n) // mutant: a plain read of an atomic word
}
