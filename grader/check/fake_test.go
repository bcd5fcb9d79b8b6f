package check_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"

	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// fake grades as the text of an answer declares, at the line that it marks. A text
// that declares nothing passes, one with a TODO has data races.
type fake struct {
	mu sync.Mutex
	// seeds counts the gradings by seed.
	seeds map[uint64]int
	// alter changes what a grading says.
	alter func(text string, seed uint64, ex *verdict.Exercise)
}

var (
	declared = regexp.MustCompile(`verdicts = \["([a-z ]+)"`)
	fails    = regexp.MustCompile(`(?s)fails = \[(.*?)\]`)
)

func (f *fake) grade(ctx context.Context, cfg grade.Config, seeds []uint64, handler func(uint64) verdict.Handler) error {
	for _, seed := range seeds {
		if err := f.once(ctx, cfg, seed, handler(seed)); err != nil {
			return err
		}
	}
	return nil
}

func (f *fake) once(ctx context.Context, cfg grade.Config, seed uint64, h verdict.Handler) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seeds == nil {
		f.seeds = map[uint64]int{}
	}
	f.seeds[seed]++
	text := string(cfg.Replace["tally/tally.go"])
	ex := asDeclared(text)
	if f.alter != nil {
		f.alter(text, seed, &ex)
	}
	if ctx.Err() != nil {
		ex.Verdict = verdict.NotGraded
	}
	return errors.Join(h.Exercise(ex), h.Summary(verdict.Summary{Interrupted: ctx.Err() != nil}))
}

func asDeclared(text string) verdict.Exercise {
	ex := verdict.Exercise{Slug: "tally", Verdict: verdict.Pass, Points: 100}
	if m := declared.FindStringSubmatch(text); m != nil {
		ex.Verdict = verdict.Verdict(m[1])
	} else if strings.Contains(text, "TODO") {
		ex.Verdict = verdict.DataRace
	}
	must := fails.FindString(text)
	before, _, _ := strings.Cut(text, "// mutant:")
	for _, name := range []string{"TestNoLostMark", "TestReadWhileMarking"} {
		t := verdict.Test{Name: name, Points: 50, Earned: 50, Verdict: verdict.Pass}
		if ex.Verdict != verdict.Pass && (must == "" || strings.Contains(must, name)) {
			t.Verdict, t.Earned = ex.Verdict, 0
			t.Finding = &verdict.Finding{Verdict: ex.Verdict, Test: name, Place: verdict.Place{
				File: stub, Line: 1 + strings.Count(before, "\n"), Learner: true,
			}}
		}
		ex.Earned += t.Earned
		ex.Tests = append(ex.Tests, t)
	}
	return ex
}
