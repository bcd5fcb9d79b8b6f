// Package counter holds a counter that many goroutines share.
package counter

import (
	"runtime"
	"sync/atomic"
)

// Counter counts events. The zero value is a counter that stands at 0.
type Counter struct {
	n uint64 // only by way of sync/atomic
}

// Inc adds one. If somebody else came in between the load and the swap, the swap fails
// and we do it again with the new value. Whoever fails knows that another one succeeded.
func (c *Counter) Inc() {
	for {
		old := atomic.LoadUint64(&c.n)
		runtime.Gosched() // the work in between
		if atomic.CompareAndSwapUint64(&c.n, old, old+1) {
			return
		}
	}
}

// Value returns how many times Inc has been called.
func (c *Counter) Value() int {
	return int(atomic.LoadUint64(&c.n))
}
