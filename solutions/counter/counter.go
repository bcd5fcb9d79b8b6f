// Package counter holds a counter that many goroutines share.
//
// This is one right solution: a mutex that guards the count. README.md says why it
// is right and what the others cost.
package counter

import "sync"

// Counter counts events. The zero value is a counter that stands at 0. All methods
// may be called by many goroutines at once. A Counter must not be copied after its
// first use.
type Counter struct {
	// A mutex by value, not a pointer to one: its zero value is unlocked, so the
	// zero Counter needs no constructor.
	mu sync.Mutex
	n  int // guarded by mu
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	// One critical section holds the read and the write. Two, one for each, would be
	// free of data races and still lose updates.
	//
	// Each Unlock happens before the next Lock returns, so this goroutine reads what
	// the last holder wrote.
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	// The read takes the same mutex: only then does the Unlock of the last Inc happen
	// before it. Two calls of Value one after the other are ordered in the same way,
	// with only increments in between, so the second cannot return less.
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
