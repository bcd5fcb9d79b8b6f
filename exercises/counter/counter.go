// Package counter holds a counter that many goroutines share.
//
// Task: make Counter right in every schedule. No increment may be lost, Value may
// not go back, and the race detector must find nothing. The zero value stays ready to
// use, and names and signatures stay as they are. See README.md.
package counter

import "runtime"

// Counter counts events. The zero value is a counter that stands at 0. All methods
// may be called by many goroutines at once. A Counter must not be copied after its
// first use.
type Counter struct {
	n int
}

// Inc adds one. When it has returned, every later Value counts it.
func (c *Counter) Inc() {
	// TODO: these are three steps, and other goroutines come in between.
	n := c.n
	runtime.Gosched() // lets others run, as an await would; without it the gap is only narrower
	c.n = n + 1
}

// Value returns how many times Inc has been called. It never goes back.
func (c *Counter) Value() int {
	return c.n
}
