// Package counter keeps the count in a channel with one slot. Whoever has taken the
// count out owns it; all others wait until it is put back.
//
// A send happens before the receive that takes its value is complete, so each owner
// sees what the last one did. No variable is shared but the channel itself, and
// sync.Once orders its making before every use.
package counter

import "sync"

// Counter counts events. The zero value is a counter that stands at 0. All methods
// may be called by many goroutines at once. A Counter must not be copied after its
// first use.
type Counter struct {
	once sync.Once
	slot chan int
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	n := c.take()
	c.slot <- n + 1
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	n := c.take()
	c.slot <- n
	return n
}

// take waits for the count and takes it out of the slot.
func (c *Counter) take() int {
	c.once.Do(func() {
		c.slot = make(chan int, 1)
		c.slot <- 0
	})
	return <-c.slot
}
