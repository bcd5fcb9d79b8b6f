package counter_test

import (
	"fmt"
	"testing"

	"racekit/grader/harness"

	"racekit/exercises/counter"
)

// Many goroutines increment one counter. When all of them have ended, it has
// counted every Inc.
func TestNoLostUpdate(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var c counter.Counter
		goroutines, each := r.Size(8, 2), r.Size(1000, 2)
		for g := range goroutines {
			r.Go(fmt.Sprintf("inc %d", g), func() {
				for range each {
					c.Inc()
				}
			})
		}
		r.Join()
		if got, want := c.Value(), goroutines*each; got != want {
			r.Errorf("Value() = %d after %d goroutines × %d Inc(); want %d", got, goroutines, each, want)
		}
	})
}

// One goroutine reads while others increment. What it finds never goes back, is never
// more than all Inc calls together, and is exactly that at the end.
//
// The reader does nothing but read. The race detector remembers only the last few
// accesses to a word: a reader that takes the lock in between, to increment, has so few
// reads in conflict that it can miss a Value without the lock.
func TestValueWhileCounting(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var c counter.Counter
		goroutines, each, reads := r.Size(4, 2), r.Size(1000, 2), r.Size(1000, 2)
		total := goroutines * each
		for g := range goroutines {
			r.Go(fmt.Sprintf("inc %d", g), func() {
				for range each {
					c.Inc()
				}
			})
		}
		r.Go("read", func() {
			before := 0
			for range reads {
				got := c.Value()
				if got < before || got > total {
					r.Errorf("Value() = %d after Value() = %d; want %d to %d", got, before, before, total)
					return
				}
				before = got
			}
		})
		r.Join()
		if got := c.Value(); got != total {
			r.Errorf("Value() = %d after %d goroutines × %d Inc(); want %d", got, goroutines, each, total)
		}
	})
}

// Counters share nothing: two that the same goroutines increment keep apart, and
// one that nobody increments stays at 0.
func TestCountersAreIndependent(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var hits, misses, idle counter.Counter
		goroutines, each := r.Size(4, 2), r.Size(500, 1)
		for g := range goroutines {
			r.Go(fmt.Sprintf("hit and miss %d", g), func() {
				for range each {
					hits.Inc()
					misses.Inc()
					misses.Inc()
				}
			})
		}
		r.Join()
		if got, want := hits.Value(), goroutines*each; got != want {
			r.Errorf("hits.Value() = %d; want %d", got, want)
		}
		if got, want := misses.Value(), 2*goroutines*each; got != want {
			r.Errorf("misses.Value() = %d; want %d", got, want)
		}
		if got := idle.Value(); got != 0 {
			r.Errorf("idle.Value() = %d without any Inc(); want 0", got)
		}
	})
}
