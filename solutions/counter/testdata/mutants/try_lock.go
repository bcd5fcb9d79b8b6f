// Value does not wait for the lock: if somebody holds it, there is no count.
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
	defer c.mu.Unlock()
	c.n++
}

// Value returns the count.
func (c *Counter) Value() int {
	if !c.mu.TryLock() {
		return 0 // mutant: somebody holds the lock for a moment, and the count goes back
	}
	defer c.mu.Unlock()
	return c.n
}
