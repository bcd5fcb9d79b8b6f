// Package shimtest runs small programs under package sched, for the tests of the packages
// that stand for the standard library's.
package shimtest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
)

// The choosers are those of package schedtest.
type (
	// First always takes the first option: nobody's turn is taken.
	First = schedtest.First
	// Random chooses at random.
	Random = schedtest.Random
)

// All runs body under every schedule in which the turn is taken at most bound times, and
// shows see what came of each. There must not be too many.
func All(t *testing.T, bound int, body func(), see func(sched.Result)) int {
	t.Helper()
	const most = 200_000
	d := &schedtest.Deep{Bound: bound}
	for n := 1; ; n++ {
		require.Less(t, n, most, "too many schedules")
		see(sched.Run(d, sched.Options{}, body))
		if t.Failed() {
			t.Logf("schedule %d: %v", n, d.Picks)
			t.FailNow()
		}
		if !d.Next() {
			return n
		}
	}
}

// Sample runs body under n random schedules.
func Sample(t *testing.T, n int, body func(), see func(sched.Result)) {
	t.Helper()
	c := &Random{State: 88172645463325252}
	for i := range n {
		see(sched.Run(c, sched.Options{Seed: uint64(i)}, body))
		if t.Failed() {
			t.Logf("schedule %d", i)
			t.FailNow()
		}
	}
}

// Fine requires that nothing is wrong with a schedule.
func Fine(t *testing.T) func(sched.Result) {
	races := sched.RaceErrors()
	return func(r sched.Result) {
		t.Helper()
		if r.Panic != nil {
			require.FailNow(t, "panic", "%s\n%s", r.Panic.Value, r.Panic.Stack)
		}
		require.True(t, r.MainDone)
		require.Empty(t, r.Stuck)
		require.Equal(t, races, sched.RaceErrors(), "data races")
	}
}

// Everywhere runs body under the first schedule, all schedules with few preemptions, and
// random ones; nothing may be wrong with any.
func Everywhere(t *testing.T, bound, random int, body func()) {
	t.Helper()
	fine := Fine(t)
	fine(sched.Run(First{}, sched.Options{}, body))
	n := All(t, bound, body, fine)
	Sample(t, random, body, fine)
	t.Logf("%d schedules with at most %d preemptions", n, bound)
}

// Can reports whether any schedule with at most bound preemptions shows what is wanted.
func Can(t *testing.T, bound int, body func(), is func(sched.Result) bool) bool {
	t.Helper()
	found := false
	All(t, bound, body, func(r sched.Result) { found = found || is(r) })
	return found
}

// Var is a plain variable as the race detector would see it in instrumented code.
type Var struct {
	place uint32
	v     int
}

// Get reads it.
//
//go:noinline
func (v *Var) Get() int {
	sched.MarkRead(&v.place)
	return v.v
}

// Set writes it.
//
//go:noinline
func (v *Var) Set(n int) {
	sched.MarkWrite(&v.place)
	v.v = n
}
