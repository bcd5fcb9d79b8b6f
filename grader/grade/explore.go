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
	left := slices.Clone(entries)
	for len(left) > 0 {
		cfg := explore.Config{Dir: g.space.Module, Env: g.builder("").Environment()}
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
		left = slices.DeleteFunc(left, func(e *entry) bool { return refuses(linked.Refusals, e.ex.Slug) })
		if len(left) == before {
			return nil, nil // it is in what they share
		}
	}
	return nil, nil
}

func refuses(refusals []rewrite.Refusal, slug string) bool {
	return slices.ContainsFunc(refusals, func(r rewrite.Refusal) bool {
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
	for _, t := range p.open() {
		name := testPath(t.entry.ex.Slug) + "." + t.test.Name
		if slices.ContainsFunc(p.linked.Tests, func(l explore.Test) bool { return l.Name == name }) {
			tests[name] = t
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
	return explore.Execution{
		Binary: p.binary, Temp: g.space.Temp, Jobs: g.cfg.Jobs, Digest: p.linked.Digest, Sealed: true, Confine: g.confine,
		Plan: outcome.Plan{Seed: g.cfg.Seed, Schedules: g.cfg.Schedules, Bytes: explore.DefaultBytes, Count: g.cfg.Schedules / 10},
	}.Each(ctx, names, func(res outcome.Test, token string) {
		if t, ok := tests[res.Name]; ok {
			g.settleExplored(t, res, token)
		}
	})
}

// settleExplored takes down what exploring a test amounted to.
func (g *grading) settleExplored(t one, res outcome.Test, token string) {
	h := t.entry.tests[t.test.Name]
	h.await(false)
	e := verdict.Explored{Schedules: res.Coverage.Schedules, Complete: res.Coverage.Complete, Covered: trace.Covered(res.Coverage)}
	took := time.Duration(res.Elapsed)
	if res.Refused != nil {
		t.entry.unexplored = &verdict.Note{File: t.entry.ex.Dir + "/" + t.entry.ex.TestFiles[0], Text: verdict.Text{
			En: "is not explored, because that cannot be controlled: " + res.Refused.What + ". The executions alone decide",
			Ja: "は、制御できない処理（" + res.Refused.What + "）を含むため、スケジュールの探索の対象外です。通常の実行だけで採点しました",
		}}
	}
	if res.Failure == nil {
		if res.Refused == nil && res.Skipped == "" {
			h.explore(e, nil, took)
		}
		return
	}
	r := t.entry.subject.Explored(t.test, *res.Failure)
	if r.Finding != nil {
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

// traceWidth is how wide traces are in the stream: its readers can be of any width.
const traceWidth = 96

// told tells a schedule that fails.
func told(x *trace.Explanation, res outcome.Test, token string) *verdict.Schedule {
	s := &verdict.Schedule{
		Token: token, Preemptions: res.Failure.Preemptions, Failed: res.Coverage.Failed, Counted: res.Coverage.Counted,
	}
	s.Trace.En = x.Text(verdict.English, trace.TextOptions{Width: traceWidth})
	s.Trace.Ja = x.Text(verdict.Japanese, trace.TextOptions{Width: traceWidth})
	return s
}
