package grade

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"racekit/grader/explain"
	"racekit/grader/process"
	"racekit/grader/score"
	"racekit/grader/verdict"
)

// reporter hands messages to a handler, one at a time.
type reporter struct {
	mu   sync.Mutex
	h    verdict.Handler
	err  error
	peak int64
}

// progress reports where the grading is. A reader that cannot take it is noticed when
// the results are handed over.
func (r *reporter) progress(p verdict.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = r.h.Progress(p)
	}
}

func (g *grading) notePeak(bytes int64) {
	g.report.mu.Lock()
	defer g.report.mu.Unlock()
	g.report.peak = max(g.report.peak, bytes)
}

// finish concludes every exercise, hands it over and adds all up. why explains what was
// not decided.
func (g *grading) finish(why explain.Words, stopped bool, began time.Time) error {
	r := g.report
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []verdict.Exercise
	for _, e := range g.entries {
		ex := e.conclude(why)
		all = append(all, ex)
		if r.err == nil {
			r.err = r.h.Exercise(ex)
		}
	}
	if r.err != nil {
		return fmt.Errorf("reporting: %w", r.err)
	}
	g.keep(all)
	s := score.Summary(all)
	s.Interrupted = stopped
	s.PeakBytes = max(r.peak, process.ChildrenPeak())
	s.Millis = time.Since(began).Milliseconds()
	if err := r.h.Summary(s); err != nil {
		return fmt.Errorf("reporting: %w", err)
	}
	return nil
}

// conclude makes the result of an exercise.
func (e *entry) conclude(why explain.Words) verdict.Exercise {
	if e.remembered != nil {
		return *e.remembered
	}
	ex := verdict.Exercise{
		Slug: e.ex.Slug, Title: e.ex.Title, Dir: e.ex.Dir,
		Untouched: e.untouched, Counts: e.counts, Notes: e.notes, Findings: slices.Clone(e.findings),
		Files: e.files, Digest: e.digest, Bounds: verdict.Bounds{
			CPU: e.ex.Bounds.CPU.Milliseconds(), Wall: e.ex.Bounds.Wall.Milliseconds(), Memory: e.ex.Bounds.Memory,
		},
	}
	if e.unexplored != nil {
		ex.Notes = append(slices.Clone(ex.Notes), *e.unexplored)
	}
	for _, t := range e.ex.Tests {
		test := verdict.Test{Name: t.Name, Title: t.Title, Points: t.Points}
		if len(e.findings) > 0 {
			test.Verdict = e.findings[0].Verdict
		} else {
			test = e.tests[t.Name].conclude(test)
		}
		ex.Tests = append(ex.Tests, test)
	}
	undecided := func(t verdict.Test) bool { return t.Verdict == verdict.NotGraded }
	if slices.ContainsFunc(ex.Tests, undecided) {
		ex.Findings = append(ex.Findings, why.On(verdict.Finding{Verdict: verdict.NotGraded}))
	}
	ex.Verdict, ex.Earned, ex.Points = score.Exercise(ex.Tests, ex.Findings)
	return ex
}
