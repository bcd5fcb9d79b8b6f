package sched

import "racekit/grader/explore/outcome"

// Report takes down that something is wrong: a failed assertion, a demand for overlap
// that was not met. The schedule goes on.
//
//go:noinline
func Report(class outcome.Class, text string) {
	s := &the
	if s.cur == nil || s.cur.dying {
		return
	}
	r := recorder{}
	s.res.Reports = append(s.res.Reports, Complaint{class, outcome.Message{
		Text: clip(text, mostText), Goroutine: int(s.cur.id), Frames: resolve(r.stack(nil)),
	}})
	s.note("reports: " + clip(text, 60))
}

// Complaint is something that was reported to be wrong.
type Complaint struct {
	Class outcome.Class
	outcome.Message
}

// Log takes down what a test logs, if anybody wants to know.
//
//go:noinline
func Log(text string) {
	if s := &the; s.opt.Logs && s.cur != nil && !s.cur.dying {
		s.res.Logs = append(s.res.Logs, text)
	}
}

// Skip takes down that the test does not want to run.
//
//go:noinline
func Skip(why string) {
	if s := &the; s.cur != nil && !s.cur.dying {
		s.res.Skipped = why
	}
}
