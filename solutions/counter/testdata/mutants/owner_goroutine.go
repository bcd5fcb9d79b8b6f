// A goroutine owns the count and serves the others; nothing ever ends it.
//
//	verdicts = ["goroutine leak"]
//	means = "native"
//	fails = ["TestNoLostUpdate", "TestValueWhileCounting", "TestCountersAreIndependent"]
package counter

import "sync"

// Counter counts events.
type Counter struct {
	once sync.Once
	incs chan struct{}
	vals chan int
}

// Inc adds one.
func (c *Counter) Inc() {
	c.once.Do(c.start)
	c.incs <- struct{}{}
}

// Value returns the count.
func (c *Counter) Value() int {
	c.once.Do(c.start)
	return <-c.vals
}

func (c *Counter) start() {
	c.incs, c.vals = make(chan struct{}), make(chan int)
	go c.own() // mutant: a Counter has no Close, so this never ends
}

func (c *Counter) own() {
	n := 0
	for {
		select {
		case <-c.incs:
			n++
		case c.vals <- n:
		}
	}
}
