// There is one count for all, and a counter only remembers where that stood when it was
// first used.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCountersAreIndependent"]
package counter

import (
	"sync"
	"sync/atomic"
)

var all atomic.Int64

// Counter counts events.
type Counter struct {
	once  sync.Once
	start int64
}

// Inc adds one.
func (c *Counter) Inc() {
	c.begin()
	all.Add(1) // mutant: every counter that has begun counts this
}

// Value returns the count.
func (c *Counter) Value() int {
	c.begin()
	return int(all.Load() - c.start)
}

func (c *Counter) begin() {
	c.once.Do(func() { c.start = all.Load() })
}
