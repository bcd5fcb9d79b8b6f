// The channel that holds the count is made on first use, which nothing guards.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestNoLostUpdate", "TestValueWhileCounting", "TestCountersAreIndependent"]
package counter

// Counter counts events.
type Counter struct {
	slot chan int
}

// Inc adds one.
func (c *Counter) Inc() {
	n := c.take()
	c.slot <- n + 1
}

// Value returns the count.
func (c *Counter) Value() int {
	n := c.take()
	c.slot <- n
	return n
}

func (c *Counter) take() int {
	if c.slot == nil { // mutant: two goroutines may both find it nil
		c.slot = make(chan int, 1) // mutant: written while others read it
		c.slot <- 0
	}
	return <-c.slot
}
