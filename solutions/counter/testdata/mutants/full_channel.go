// The count is the length of a channel, and what it has no room for is dropped.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestNoLostUpdate"]
package counter

import "sync"

// Counter counts events.
type Counter struct {
	once  sync.Once
	marks chan struct{}
}

// Inc adds one.
func (c *Counter) Inc() {
	select {
	case c.channel() <- struct{}{}:
	default: // mutant: the channel is full
	}
}

// Value returns the count.
func (c *Counter) Value() int {
	return len(c.channel())
}

func (c *Counter) channel() chan struct{} {
	c.once.Do(func() { c.marks = make(chan struct{}, 4096) })
	return c.marks
}
