package counter_test

import (
	"fmt"
	"testing"

	"racekit/grader/harness"

	"racekit/exercises/counter"
)

// Many goroutines increment one counter. When all of them have ended, it has
// counted every Inc. Their number is a product of two primes: a count that is kept in
// batches of ten, or of eight, does not come out even.
func TestNoLostUpdate(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var c counter.Counter
		goroutines, each := r.Size(7, 2), r.Size(997, 2)
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

// Value counts every Inc that has returned, for whoever asks, also while others
// increment. It never goes back and is never more than all Inc calls together.
//
// One reader does nothing but read. The race detector remembers only the last few
// accesses to a word: a reader that takes the lock in between, to increment, has so few
// reads in conflict that it can miss a Value without the lock.
func TestValueWhileCounting(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var c counter.Counter
		each, reads := r.Size(997, 2), r.Size(1000, 2)
		total := 3 * each
		between := func(least, got int) bool {
			if got < least || got > total {
				r.Errorf("Value() = %d while others increment; want %d to %d", got, least, total)
				return false
			}
			return true
		}
		for g := range 2 {
			r.Go(fmt.Sprintf("inc %d", g), func() {
				for range each {
					c.Inc()
				}
			})
		}
		r.Go("inc and look", func() {
			for n, ok := 1, true; n <= each; n++ {
				c.Inc()
				ok = ok && between(n, c.Value())
			}
		})
		r.Go("read", func() {
			before := 0
			for range reads {
				got := c.Value()
				if !between(before, got) {
					return
				}
				before = got
			}
		})
		r.Join()
		for n := total; n <= total+each; n++ {
			if got := c.Value(); got != n {
				r.Fatalf("Value() = %d after %d Inc(); want %d", got, n, n)
			}
			c.Inc()
		}
	})
}

// Counters share nothing: two that the same goroutines increment keep apart, and
// one that nobody increments stays at 0.
func TestCountersAreIndependent(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var hits, misses, idle counter.Counter
		goroutines, each := r.Size(3, 2), r.Size(331, 1)
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
