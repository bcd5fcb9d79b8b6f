// Wait without a state to look at: the cond is used as if it kept the signal.
// Breaks when the Signal comes before the Wait.

package cond

import (
	"sync"
	"testing"
)

func handOver(t *testing.T, await func(c *sync.Cond, arrived *bool)) {
	c := sync.NewCond(new(sync.Mutex))
	var arrived bool
	go func() {
		c.L.Lock()
		defer c.L.Unlock()
		arrived = true
		c.Signal()
	}()
	c.L.Lock()
	defer c.L.Unlock()
	await(c, &arrived)
	if !arrived {
		t.Errorf("woken before the arrival")
	}
}

// want: deadlock
func TestNoPredicateBug(t *testing.T) {
	handOver(t, func(c *sync.Cond, _ *bool) { c.Wait() })
}

func TestNoPredicateFixed(t *testing.T) {
	handOver(t, func(c *sync.Cond, arrived *bool) {
		for !*arrived {
			c.Wait()
		}
	})
}
