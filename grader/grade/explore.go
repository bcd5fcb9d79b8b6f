package grade

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
	"racekit/grader/explore/trace"
	"racekit/grader/verdict"
)

// testPath is the import path of the tests of an exercise in the scratch module.
func testPath(slug string) string { return "racekit/exercises/" + slug + "_test" }

// link rewrites the tests of the entries and what they test. It returns nil if nothing
// can be explored: because that is not asked for, because a package does not compile,
// which building it will say better, or because all of them use what cannot be controlled.
func (g *grading) link(ctx context.Context, entries []*entry) (*explore.Linked, error) {
	if g.cfg.Schedules < 0 {
		return nil, nil
	}
	left := slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return e.unexplored != nil || e.leads() })
	for len(left) > 0 {
		cfg := explore.Config{Dir: g.space.Module, Go: g.toolchain.Go(), Env: g.builder("").Environment()}
		for _, e := range left {
			cfg.Patterns = append(cfg.Patterns, "./exercises/"+e.ex.Slug)
		}
		linked, err := explore.Link(ctx, cfg, g.space.Temp)
		var compile *rewrite.CompileError
		switch {
		case errors.As(err, &compile), errors.Is(err, rewrite.ErrNoTests), errors.Is(err, rewrite.ErrNoPackages):
			return nil, nil
		case err != nil:
			return nil, fmt.Errorf("exploring: %w", err)
		case len(linked.Refusals) == 0:
			return linked, nil
		}
		before := len(left)
		left = slices.DeleteFunc(left, func(e *entry) bool {
			r := refused(linked.Refusals, e.ex.Slug)
			if r >= 0 {
				e.uncontrolled(linked.Refusals[r].What)
			}
			return r >= 0
		})
		if len(left) == before {
			return nil, nil // it is in what they share
		}
	}
	return nil, nil
}

// leads reports whether the tests of an exercise start processes, whose schedules cannot
// be controlled, and notes it if so.
func (e *entry) leads() bool {
	if e.ex.Processes {
		e.uncontrolled("exec.Cmd.Start")
	}
	return e.ex.Processes
}

// uncontrolled notes what the schedules of an exercise are not explored for.
func (e *entry) uncontrolled(what string) {
	e.leave("it uses what cannot be controlled, "+what, "制御できない処理（"+what+"）を含む")
}

// leave notes why the schedules of an exercise are not explored.
func (e *entry) leave(en, ja string) {
	e.unexplored = &verdict.Note{File: e.ex.Dir + "/" + e.ex.TestFiles[0], Text: verdict.Text{
		En: "is not explored: " + en + ". The executions alone decide",
		Ja: "は、" + ja + "ため、スケジュールの探索の対象外です。通常の実行だけで採点しました",
	}}
}

// refused is the first of the refusals that is about an exercise, -1 if there is none.
func refused(refusals []rewrite.Refusal, slug string) int {
	return slices.IndexFunc(refusals, func(r rewrite.Refusal) bool {
		return r.Package == "racekit/exercises/"+slug || r.Package == testPath(slug)
	})
}

// explore explores the tests of a program that every execution passed: what is wrong
// already needs no further proof.
func (g *grading) explore(ctx context.Context, p program) error {
	if p.linked == nil {
		return nil
	}
	tests := map[string]one{}
	var names []string
	most := map[string]int{}
	for _, t := range p.open() {
		name := testPath(t.entry.ex.Slug) + "." + t.test.Name
		if slices.ContainsFunc(p.linked.Tests, func(l explore.Test) bool { return l.Name == name }) {
			tests[name], most[name] = t, t.entry.ex.Bounds.Steps
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	for _, t := range tests {
		t.entry.tests[t.test.Name].await(true)
	}
	g.report.progress(verdict.Progress{Doing: verdict.Text{En: "exploring schedules", Ja: "スケジュールを探索しています"}})
	err := explore.Execution{
		Binary: p.binary, Temp: g.space.Temp, Jobs: g.cfg.Jobs, Digest: p.linked.Digest, Sealed: true, Confine: g.confine,
		Plan: outcome.Plan{Seed: g.cfg.Seed, Schedules: g.cfg.Schedules, Most: most, CPU: g.cfg.Exploring, Bytes: explore.DefaultBytes, Count: g.cfg.Schedules / 10},
	}.Each(ctx, names, func(res outcome.Test, token string) {
		if t, ok := tests[res.Name]; ok {
			g.settleExplored(t, res, token)
		}
	})
	var dead *explore.InitError
	if !errors.As(err, &dead) {
		return err
	}
	if len(p.entries) > 1 {
		return errShared
	}
	// Its initialiser ends the process where schedules are controlled.
	for name, t := range tests {
		if t.entry.tests[t.test.Name].awaits() {
			g.settleExplored(t, outcome.Test{Name: name, Failure: &dead.Failure}, "")
		}
	}
	return nil
}

// settleExplored takes down what exploring a test amounted to.
func (g *grading) settleExplored(t one, res outcome.Test, token string) {
	h := t.entry.tests[t.test.Name]
	h.await(false)
	e := verdict.Explored{Schedules: res.Coverage.Schedules, Complete: res.Coverage.Complete, Covered: trace.Covered(res.Coverage)}
	took := time.Duration(res.Elapsed)
	if res.Refused != nil {
		t.entry.uncontrolled(res.Refused.What)
	}
	if res.Failure == nil {
		if res.Refused == nil && res.Skipped == "" {
			h.explore(e, nil, took)
		}
		return
	}
	r := t.entry.subject.Explored(t.test, *res.Failure)
	if r.Finding != nil && !res.Failure.Long() {
		x := g.explained(t.entry, res)
		r.Finding.Schedule, r.Finding.Seed = told(x, res, token), g.cfg.Seed
		for _, p := range x.Where {
			if p.Learner {
				// The schedule leads to a line; what the test is about is a function.
				r.Finding.Place = p
				break
			}
		}
	}
	h.explore(e, &r, took)
}

// explained is the explanation of a schedule that fails, in terms of the tree that was
// graded.
func (g *grading) explained(e *entry, res outcome.Test) *trace.Explanation {
	return trace.Explain(res, trace.Options{
		Roots:  []string{g.space.Module},
		Source: trace.SourceFunc(os.ReadFile),
		Learner: func(file string) bool {
			name, ok := strings.CutPrefix(file, e.ex.Dir+"/")
			return ok && e.subject.Files[name] != nil
		},
	})
}

// traceWidth is how wide traces are in the stream. Its readers can be of any width; the
// report of 80 columns shows them behind a margin, and does not break them again.
const traceWidth = 74

// told tells a schedule that fails.
func told(x *trace.Explanation, res outcome.Test, token string) *verdict.Schedule {
	s := &verdict.Schedule{
		Token: token, Preemptions: res.Failure.Preemptions, Failed: res.Coverage.Failed, Counted: res.Coverage.Counted,
	}
	s.Trace.En = x.Text(verdict.English, trace.TextOptions{Width: traceWidth})
	s.Trace.Ja = x.Text(verdict.Japanese, trace.TextOptions{Width: traceWidth})
	return s
}
