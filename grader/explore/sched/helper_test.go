package sched_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/step"
)

// any number of preemptions.
const unbounded = math.MaxInt

// run executes one schedule with nobody's turn taken.
func run(body func()) sched.Result {
	return sched.Run(schedtest.First{}, sched.Options{}, body)
}

// count is how many schedules there are with at most bound preemptions.
func count(bound int, body func()) int {
	d := &schedtest.Deep{Bound: bound}
	return d.Explore(1_000_000, sched.Options{}, body, func(sched.Result) {})
}

// said is what body comes to say under all schedules, whoever is first to say something,
// and the same by signature of the schedule; with pruning, schedules that come to a known
// state end there.
func said(t *testing.T, opt sched.Options, prune bool, body func(say func(...any))) (map[string]bool, map[uint64]map[string]bool, int) {
	t.Helper()
	const most = 100_000
	lines, byHash := map[string]bool{}, map[uint64]map[string]bool{}
	var line []string
	d := &schedtest.Deep{Bound: unbounded, Prune: prune}
	n := d.Explore(most, opt, func() {
		line = nil
		body(func(v ...any) { line = append(line, fmt.Sprint(v...)) })
	}, func(r sched.Result) {
		require.Nil(t, r.Panic)
		if r.Pruned {
			return
		}
		slices.Sort(line)
		got := fmt.Sprintf("%q %v %d", line, r.MainDone, len(r.Stuck))
		lines[got] = true
		if byHash[r.Hash] == nil {
			byHash[r.Hash] = map[string]bool{}
		}
		byHash[r.Hash][got] = true
	})
	require.Less(t, n, most, "too many schedules")
	return lines, byHash, n
}

// steps are goroutines that do so many steps each, every one on an object of its own.
func steps(each ...int) func() {
	return func() {
		for _, n := range each {
			sched.Go("g", func() {
				var o sched.Object
				for range n {
					sched.Point(&o, step.AtomicAdd)
				}
			})
		}
	}
}
