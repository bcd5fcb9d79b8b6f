package grade

import (
	"slices"
	"sync"
	"time"

	"racekit/grader/diagnose"
	"racekit/grader/record"
	"racekit/grader/score"
	"racekit/grader/verdict"
)

// history is what the executions of one test amounted to. It is used by several
// goroutines.
type history struct {
	mu sync.Mutex
	// results are by execution, from 0; nil where there was none.
	results []*diagnose.Result
	decided bool
	elapsed time.Duration
	// explored is what exploring the test amounted to, schedules how much it was explored.
	explored  *diagnose.Result
	schedules *verdict.Explored
	// due: schedules are to be explored, and it is not known yet what that amounts to.
	due bool
}

func newHistory(runs int) *history { return &history{results: make([]*diagnose.Result, runs)} }

// open reports whether another execution can change anything: one definite failure
// decides the test.
func (h *history) open() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return !h.decided
}

// add takes down what execution number n, from 1, amounted to.
func (h *history) add(n int, r diagnose.Result, elapsed time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.results[n-1] = &r
	h.elapsed += elapsed
	if (score.Execution{Verdict: r.Verdict, Timed: r.Timed}).Definite() {
		h.decided = true
	}
}

// await takes down that schedules are to be explored, or no more.
func (h *history) await(due bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.due = due
}

// awaits reports whether it is not known yet what exploring the test amounts to.
func (h *history) awaits() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.due
}

// explore takes down what exploring the test amounted to, r for a failure.
func (h *history) explore(e verdict.Explored, r *diagnose.Result, elapsed time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.schedules, h.explored = &e, r
	h.elapsed += elapsed
}

// begun reports whether there was any execution.
func (h *history) begun() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.ContainsFunc(h.results, func(r *diagnose.Result) bool { return r != nil })
}

// conclude makes the result of the test. A test that was neither decided nor executed
// and explored as often as it should be has not been graded.
func (h *history) conclude(t verdict.Test) verdict.Test {
	h.mu.Lock()
	defer h.mu.Unlock()
	var seen []score.Execution
	var shown []*diagnose.Result
	t.Tally = map[verdict.Verdict]int{}
	for _, r := range h.results {
		if r == nil {
			continue
		}
		e := score.Execution{Verdict: r.Verdict, Timed: r.Timed}
		seen, shown = append(seen, e), append(shown, r)
		t.Tally[r.Verdict]++
		if e.Definite() {
			break // whether later ones were begun by then depends on the machine
		}
	}
	t.Executions, t.Millis, t.Explored = len(seen), h.elapsed.Milliseconds(), h.schedules
	if r := h.explored; r != nil {
		seen, shown = append(seen, score.Execution{Verdict: r.Verdict}), append(shown, r)
	}
	v, i := score.Decide(seen)
	if !h.decided && (t.Executions < len(h.results) || h.due) {
		t.Verdict = verdict.NotGraded
		return t
	}
	t.Verdict = v
	if v == verdict.Pass {
		t.Earned = t.Points
		return t
	}
	t.Finding = shown[i].Finding
	if t.Finding != nil {
		t.Finding.Test = t.Name
	}
	return t
}

// tag says in which execution a finding was made.
func tag(r diagnose.Result, plan record.Plan) diagnose.Result {
	if r.Finding != nil {
		r.Finding.Execution, r.Finding.Procs, r.Finding.Seed = plan.Execution, plan.Procs, plan.Seed
	}
	return r
}
