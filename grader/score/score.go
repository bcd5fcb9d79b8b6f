// Package score decides: from what the executions of a test amounted to, its verdict;
// from the tests of an exercise, its points. It is pure: no clock, no files.
package score

import "racekit/grader/verdict"

// Execution is what one execution of a test amounted to.
type Execution struct {
	Verdict verdict.Verdict
	// Timed: "too slow" by the clock, which counts only in a majority.
	Timed bool
}

// Definite reports whether this execution alone decides that the test has failed.
func (e Execution) Definite() bool { return e.Verdict != verdict.Pass && !e.Timed }

// Decide returns the verdict of a test and the index of the execution that shows it.
// The worst execution wins; those that were too slow by the clock count only if they
// are more than half. For a test without executions it returns "" and -1.
func Decide(executions []Execution) (verdict.Verdict, int) {
	timed, firstTimed := 0, -1
	worst, shows := verdict.Verdict(""), -1
	for i, e := range executions {
		v := e.Verdict
		if e.Timed {
			if timed++; firstTimed < 0 {
				firstTimed = i
			}
			v = verdict.Pass
		}
		if v.Worse(worst) {
			worst, shows = v, i
		}
	}
	if 2*timed > len(executions) && verdict.TooSlow.Worse(worst) {
		return verdict.TooSlow, firstTimed
	}
	return worst, shows
}

// Exercise adds up the tests of an exercise: its verdict is the worst of theirs and
// of its own findings', its points are those of the tests that passed. An exercise
// with a finding of its own earns nothing.
func Exercise(tests []verdict.Test, own []verdict.Finding) (v verdict.Verdict, earned, points int) {
	for _, t := range tests {
		points += t.Points
		earned += t.Earned
		v = verdict.Worst(v, t.Verdict)
	}
	for _, f := range own {
		earned = 0
		v = verdict.Worst(v, f.Verdict)
	}
	return v, earned, points
}

// Summary adds up exercises. One that does not count, or that could not be graded,
// adds nothing, and is named.
func Summary(exercises []verdict.Exercise) verdict.Summary {
	var s verdict.Summary
	for _, ex := range exercises {
		if ex.Verdict == verdict.NotGraded {
			s.NotGraded = append(s.NotGraded, ex.Slug)
			continue
		}
		s.Graded++
		if ex.Remembered {
			s.Remembered++
		}
		if !ex.Counts {
			s.NotCounted = append(s.NotCounted, ex.Slug)
		} else {
			s.Points += ex.Points
			s.Earned += ex.Earned
		}
		if ex.Verdict == verdict.Pass && ex.Counts {
			s.Passed++
		}
		if ex.Untouched {
			s.Untouched++
		}
		if s.Next == "" && (ex.Verdict != verdict.Pass) {
			s.Next = ex.Slug
		}
	}
	return s
}
