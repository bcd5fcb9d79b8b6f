// Package synctest stands for the standard library's testing/synctest in explored
// programs. Time is virtual there anyway; what a bubble adds is that it moves only when
// nobody can run, and that one can wait for that.
//
// What differs: goroutines outside of the bubble are waited for like those inside, and
// one that waits for a lock counts as blocked. A bubble that is deadlocked is found by the
// explorer, which says so of its goroutines.
package synctest

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/testing"
)

// Test is synctest.Test: it returns when f and all goroutines that were started since, by
// f, by one of them or by a timer, have ended.
//
//go:noinline
func Test(t *testing.T, f func(*testing.T)) {
	defer sched.HoldClock()()
	if !testing.Bubble(t, f) {
		// It was said why. The test ends, as it does natively.
		t.FailNow()
	}
}

// Wait is synctest.Wait: it returns when every other goroutine is blocked, asleep or
// gone, and time does not move for that.
//
//go:noinline
func Wait() { sched.WaitQuiet() }
