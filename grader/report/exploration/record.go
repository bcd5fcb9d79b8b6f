package exploration

import (
	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/trace"
	"racekit/grader/verdict"
)

// Version is that of the stream. It grows when a reader of the old one would misunderstand
// the new one.
const Version = 1

// Record is one line: exactly one field is set.
type Record struct {
	Start   *Start   `json:"start,omitempty"`
	Test    *Test    `json:"test,omitempty"`
	Summary *Summary `json:"summary,omitempty"`
}

// Start is what there is to explore.
type Start struct {
	Version   int       `json:"version"`
	Race      bool      `json:"race"`
	Seed      uint64    `json:"seed"`
	Schedules int       `json:"schedules,omitempty"`
	Millis    int64     `json:"millis,omitempty"`
	Digest    string    `json:"digest"`
	Changed   bool      `json:"changed,omitempty"`
	Tests     []Place   `json:"tests"`
	NotRun    []Place   `json:"notRun,omitempty"`
	Refused   []Refusal `json:"refused,omitempty"`
}

// Place is a function and where it is.
type Place struct {
	Name    string `json:"name"`
	Package string `json:"package"`
	Func    string `json:"func,omitempty"`
	File    string `json:"file"`
	Line    int    `json:"line"`
}

// Refusal is a use of what cannot be controlled.
type Refusal struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Package string `json:"package"`
	What    string `json:"what"`
	Why     string `json:"why"`
	Guarded bool   `json:"guarded,omitempty"`
}

// Test is the result of one test.
type Test struct {
	Place
	Verdict     string             `json:"verdict"`
	Also        []outcome.Class    `json:"also,omitempty"`
	Token       string             `json:"token,omitempty"`
	Reason      verdict.Text       `json:"reason,omitzero"`
	Covered     verdict.Text       `json:"covered,omitzero"`
	NotCovered  verdict.Text       `json:"notCovered,omitzero"`
	Coverage    outcome.Coverage   `json:"coverage"`
	Explanation *trace.Explanation `json:"explanation,omitempty"`
	Millis      int64              `json:"millis,omitempty"`
}

// The verdicts of tests that did not fail.
const (
	Pass    = "pass"
	Skipped = "skipped"
	Refused = "refused"
)

// Summary counts.
type Summary struct {
	Tests       int    `json:"tests"`
	Passed      int    `json:"passed,omitempty"`
	Failed      int    `json:"failed,omitempty"`
	Skipped     int    `json:"skipped,omitempty"`
	Refused     int    `json:"refused,omitempty"`
	NotExplored int    `json:"notExplored,omitempty"`
	Schedules   int    `json:"schedules"`
	Incomplete  string `json:"incomplete,omitempty"`
}

// startOf lists what there is to explore.
func startOf(l explore.Listing, opt Options) *Start {
	s := &Start{
		Version: Version, Race: opt.Race, Seed: opt.Plan.Seed, Schedules: opt.Plan.Schedules,
		Millis: opt.Plan.Time.Milliseconds(), Digest: l.Digest, Changed: l.Changed, Tests: []Place{},
	}
	for _, t := range l.Tests {
		s.Tests = append(s.Tests, placeOf(t))
	}
	for _, n := range l.Skipped {
		s.NotRun = append(s.NotRun, Place{Name: n.Name, Package: n.Path, File: n.File, Line: n.Line})
	}
	for _, r := range l.Refusals {
		s.Refused = append(s.Refused, Refusal(r))
	}
	return s
}

func placeOf(t explore.Test) Place {
	return Place{Name: t.Name, Package: t.Package, Func: t.Func, File: t.File, Line: t.Line}
}

// testOf is a result with its explanation, if it has failed.
func testOf(t explore.Test, res outcome.Test, e *trace.Explanation, token string) *Test {
	one := &Test{Place: placeOf(t), Verdict: Pass, Token: token, Coverage: res.Coverage, Millis: res.Elapsed / 1e6}
	one.Coverage.Stages = tried(res.Coverage.Stages)
	switch {
	case res.Failure != nil:
		one.Verdict, one.Also, one.Explanation = string(res.Failure.Class), res.Failure.Also, e
		return one
	case res.Refused != nil:
		one.Verdict, one.Reason = Refused, e.Title
		return one
	case res.Skipped != "":
		one.Verdict, one.Reason = Skipped, e.Title
		return one
	}
	if res.Coverage.Schedules > 0 {
		one.Covered, one.NotCovered = trace.Covered(res.Coverage), trace.NotCovered(res.Coverage)
	}
	return one
}

// tried are the stages that the budget came to.
func tried(stages []outcome.Stage) []outcome.Stage {
	var some []outcome.Stage
	for _, s := range stages {
		if s.Schedules > 0 || s.Complete {
			some = append(some, s)
		}
	}
	return some
}
