// Value takes the lock and returns without giving it back.
//
//	verdicts = ["deadlock"]
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
	c.mu.Lock() // mutant: nobody unlocks it
	return c.n
}
