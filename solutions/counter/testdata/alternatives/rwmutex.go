// Package counter guards the count with a lock that readers share: an Inc is alone,
// calls of Value may overlap each other.
//
// The Unlock of an Inc happens before each later RLock returns, and each RUnlock
// before the next Lock. Two readers are not ordered, and need not be.
package counter

import "sync"

// Counter counts events. The zero value is a counter that stands at 0. All methods
// may be called by many goroutines at once. A Counter must not be copied after its
// first use.
type Counter struct {
	mu sync.RWMutex
	n  int // guarded by mu
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}
