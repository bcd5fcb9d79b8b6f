// Value does not wait for the lock: if somebody holds it, it returns what it last read.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package counter

import (
	"sync"
	"sync/atomic"
)

// Counter counts events.
type Counter struct {
	mu   sync.Mutex
	n    int
	last atomic.Int64
}

// Inc adds one.
func (c *Counter) Inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

// Value returns the count.
func (c *Counter) Value() int {
	if c.mu.TryLock() {
		c.last.Store(int64(c.n))
		c.mu.Unlock()
	}
	return int(c.last.Load()) // mutant: never goes back, but misses Incs that have returned
}
