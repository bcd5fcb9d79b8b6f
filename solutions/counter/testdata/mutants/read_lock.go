// Inc takes the lock that readers share, and writes.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestNoLostUpdate", "TestValueWhileCounting", "TestCountersAreIndependent"]
package counter

import "sync"

// Counter counts events.
type Counter struct {
	mu sync.RWMutex
	n  int
}

// Inc adds one.
func (c *Counter) Inc() {
	c.mu.RLock()
	defer c.mu.RUnlock()
	c.n++ // mutant: RLock lets other writers in
}

// Value returns the count.
func (c *Counter) Value() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}
