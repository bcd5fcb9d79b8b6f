// Package tick is the clock of histories: it tells which of two calls came first, and
// nothing else.
package tick

import "sync/atomic"

// Clock counts. Its zero value is ready; it may be used from any goroutine. In an
// explored program it is the scheduler's own count of steps, which orders nothing: it
// hides no data race.
type Clock struct{ n atomic.Int64 }

// Next is larger than every result of a call that had returned before.
func (c *Clock) Next() int64 { return c.n.Add(1) }
