// Package counter holds a counter that many goroutines share.
package counter

import "sync"

// Counter counts events. The number lies in a channel with room for one: whoever takes
// it out is the only one who has it, until he puts it back.
type Counter struct {
	once sync.Once
	box  chan int
}

// take takes the number out of the box. All others wait until it is put back.
func (c *Counter) take() int {
	c.once.Do(func() {
		c.box = make(chan int, 1)
		c.box <- 0
	})
	return <-c.box
}

func (c *Counter) put(n int) {
	select {
	case c.box <- n:
	default:
		panic("counter: the box is full") // put without take
	}
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	c.put(c.take() + 1)
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	n := c.take()
	defer c.put(n)
	return n
}
