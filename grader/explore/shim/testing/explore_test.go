package testing_test

import (
	"testing"

	"racekit/grader/explore/sched"
	shim "racekit/grader/explore/shim/testing"
	"racekit/grader/explore/step"
)

// every visits all schedules of a program, depth first. With prune, it abandons those
// that come to a state that was seen.
type every struct {
	path, width []int
	at          int
	prune       bool
	seen        []uint64
}

func (e *every) Choose(c *step.Choice) int {
	if e.at == len(e.path) {
		if e.prune && e.known(c.State) {
			return step.Prune
		}
		e.path, e.width = append(e.path, 0), append(e.width, c.N)
	}
	e.at++
	return e.path[e.at-1]
}

func (e *every) known(state uint64) bool {
	for _, one := range e.seen {
		if one == state {
			return true
		}
	}
	e.seen = append(e.seen, state)
	return false
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

// all runs f as a test, once for each of its schedules.
func all(t *testing.T, f func(*shim.T)) []sched.Result {
	t.Helper()
	return visit(t, &every{}, f)
}

func visit(t *testing.T, e *every, f func(*shim.T)) (results []sched.Result) {
	t.Helper()
	const most = 5_000
	for {
		r := sched.Run(e, sched.Options{Logs: true, Steps: 1000}, func() { shim.Run("TestX", f) })
		if !r.Pruned {
			results = append(results, r)
		}
		if !e.next() {
			break
		}
		if len(results) > most {
			t.Fatalf("more than %d schedules", most)
		}
	}
	shim.Restore()
	return results
}

type first struct{}

func (first) Choose(*step.Choice) int { return 0 }

// once runs f as a test in one schedule.
func once(f func(*shim.T)) sched.Result {
	defer shim.Restore()
	return sched.Run(first{}, sched.Options{Logs: true, Record: true}, func() { shim.Run("TestX", f) })
}

// texts are what was reported to be wrong.
func texts(r sched.Result) (all []string) {
	for _, one := range r.Reports {
		all = append(all, one.Text)
	}
	return all
}
