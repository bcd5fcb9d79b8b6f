// Inc locks the read and locks the write, and lets others in between.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
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
	n := c.n
	c.mu.Unlock() // mutant: the count may change before it is locked again
	c.mu.Lock()
	c.n = n + 1
	c.mu.Unlock()
}

// Value returns the count.
func (c *Counter) Value() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
