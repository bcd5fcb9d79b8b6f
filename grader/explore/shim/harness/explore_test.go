package harness_test

import (
	"testing"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/harness"
	shim "racekit/grader/explore/shim/testing"
	"racekit/grader/explore/step"
)

// every visits all schedules of a program, depth first.
type every struct {
	path, width []int
	at          int
}

func (e *every) Choose(c *step.Choice) int {
	if e.at == len(e.path) {
		e.path, e.width = append(e.path, 0), append(e.width, c.N)
	}
	e.at++
	return e.path[e.at-1]
}

// next makes the next execution another one, and reports whether there is one.
func (e *every) next() bool {
	for n := len(e.path); n > 0; n = len(e.path) {
		if e.path[n-1]++; e.path[n-1] < e.width[n-1] {
			e.at = 0
			return true
		}
		e.path, e.width = e.path[:n-1], e.width[:n-1]
	}
	return false
}

// all checks prop in each of its schedules.
func all(t *testing.T, opt sched.Options, prop func(*harness.Run)) (results []sched.Result) {
	t.Helper()
	const most = 20_000
	opt.Logs, opt.Record, opt.Steps = true, true, 1000
	e := &every{}
	for {
		results = append(results, sched.Run(e, opt, func() {
			shim.Run("TestX", func(t *shim.T) { harness.Check(t, prop) })
		}))
		if !e.next() {
			return results
		}
		if len(results) > most {
			t.Fatalf("more than %d schedules", most)
		}
	}
}

type first struct{}

func (first) Choose(*step.Choice) int { return 0 }

// once checks prop in one schedule.
func once(prop func(*harness.Run)) sched.Result {
	return sched.Run(first{}, sched.Options{}, func() {
		shim.Run("TestX", func(t *shim.T) { harness.Check(t, prop) })
	})
}

// said are the reports of a schedule.
func said(r sched.Result) (all []string) {
	for _, one := range r.Reports {
		all = append(all, string(one.Class)+": "+one.Text)
	}
	return all
}

const (
	witness2 = string(outcome.Slow) + ": at most 2 of 3 in flight together"
	second   = string(outcome.Slow) + ": the second cannot finish before the first goes on"
	exits    = string(outcome.Wrong) + ": runtime.Goexit ended a goroutine of the test before the test was over"
	polls    = string(outcome.Hang) + ": the test could go on only when a timer of the code under test fired"
)
