// The state changes outside of the lock: the setter stores an atomic flag and
// signals without the mutex. Breaks when that happens after the waiter has seen
// the flag down and before it is in Wait: the wake-up is lost.

package cond

import (
	"sync"
	"sync/atomic"
	"testing"
)

func awaitFlag(t *testing.T, set func(c *sync.Cond, up *atomic.Bool)) {
	var up atomic.Bool
	c := sync.NewCond(new(sync.Mutex))
	done := make(chan struct{})
	go func() {
		defer close(done)
		set(c, &up)
	}()
	c.L.Lock()
	for !up.Load() {
		c.Wait()
	}
	c.L.Unlock()
	<-done
	if !up.Load() {
		t.Errorf("the flag is down")
	}
}

// want: deadlock
func TestLostWakeupBug(t *testing.T) {
	awaitFlag(t, func(c *sync.Cond, up *atomic.Bool) {
		up.Store(true)
		c.Signal()
	})
}

func TestLostWakeupFixed(t *testing.T) {
	awaitFlag(t, func(c *sync.Cond, up *atomic.Bool) {
		c.L.Lock()
		up.Store(true)
		c.L.Unlock()
		c.Signal()
	})
}
