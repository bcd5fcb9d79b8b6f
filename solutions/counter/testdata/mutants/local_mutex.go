// Each call locks a mutex of its own.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestNoLostUpdate", "TestValueWhileCounting", "TestCountersAreIndependent"]
package counter

import "sync"

// Counter counts events.
type Counter struct {
	n int
}

// Inc adds one.
func (c *Counter) Inc() {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	c.n++ // mutant: nobody else can know this mutex
}

// Value returns the count.
func (c *Counter) Value() int {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	return c.n // mutant: nobody else can know this mutex
}
