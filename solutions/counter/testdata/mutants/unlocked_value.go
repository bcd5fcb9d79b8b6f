// Value reads the count without the lock that Inc holds.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestValueWhileCounting"]
package counter

import "sync"

// Counter counts events.
type Counter struct {
	mu sync.Mutex
	n  int
}

// Inc adds one.
func (c *Counter) Inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

// Value returns the count.
func (c *Counter) Value() int {
	return c.n // mutant: a read needs the lock as well
}
