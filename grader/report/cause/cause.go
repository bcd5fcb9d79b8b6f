// Package cause turns the result of an exercise round: from "each test and its finding"
// to "each finding and the tests that it cost", so that a report explains a thing once
// however many tests it broke.
package cause

import (
	"slices"

	"racekit/grader/verdict"
)

// Cause is one finding and the tests that it broke.
type Cause struct {
	// Finding is that of the first of Tests, or the exercise's own.
	Finding verdict.Finding
	// Tests are in the order of the exercise. There may be none.
	Tests []verdict.Test
}

// Lost is the number of points that the cause took.
func (c Cause) Lost() int {
	lost := 0
	for _, t := range c.Tests {
		lost += t.Points - t.Earned
	}
	return lost
}

// Of returns the causes of all that is wrong in ex, most severe first, otherwise in the
// order of the exercise.
//
// The findings of two tests are one cause if one explanation does for both: their
// verdict, place, reason and direction are the same, and where they have no place, what
// they say happened. A test that failed without a finding of its own belongs to the
// exercise's last finding of the same verdict, such as "does not compile"; without one
// it is a cause of its own that explains nothing.
func Of(ex verdict.Exercise) []Cause {
	var causes []Cause
	for _, f := range ex.Findings {
		if !slices.ContainsFunc(causes, func(c Cause) bool { return equal(c.Finding, f) }) {
			causes = append(causes, Cause{Finding: f})
		}
	}
	for _, t := range ex.Tests {
		if t.Verdict == verdict.Pass {
			continue
		}
		f := findingOf(t, ex)
		i := find(causes, f)
		if i < 0 {
			i, causes = len(causes), append(causes, Cause{Finding: f})
		}
		causes[i].Tests = append(causes[i].Tests, t)
	}
	slices.SortStableFunc(causes, func(a, b Cause) int { return severity(a) - severity(b) })
	return causes
}

func findingOf(t verdict.Test, ex verdict.Exercise) verdict.Finding {
	if t.Finding != nil {
		return *t.Finding
	}
	for _, f := range slices.Backward(ex.Findings) {
		if f.Verdict == t.Verdict {
			return f
		}
	}
	return verdict.Finding{Verdict: t.Verdict}
}

// find prefers what is equal to f to what is only the same.
func find(causes []Cause, f verdict.Finding) int {
	if i := slices.IndexFunc(causes, func(c Cause) bool { return equal(c.Finding, f) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(causes, func(c Cause) bool { return same(c.Finding, f) })
}

// same reports whether one explanation does for f and g.
func same(f, g verdict.Finding) bool {
	return f.Verdict == g.Verdict && f.Why == g.Why && f.Direction == g.Direction &&
		f.Place.File == g.Place.File && f.Place.Line == g.Place.Line &&
		(!f.Place.IsZero() || f.What == g.What)
}

// equal is stricter than same: a compiler may have two things to say of one line.
func equal(f, g verdict.Finding) bool {
	return same(f, g) && f.What == g.What && f.Message == g.Message
}

func severity(c Cause) int {
	if i := slices.Index(verdict.All(), c.Finding.Verdict); i >= 0 {
		return i
	}
	return len(verdict.All())
}
