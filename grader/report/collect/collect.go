// Package collect is the part that renderers share which write nothing before the end
// of a stream: it keeps what came by until then.
package collect

import (
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Stream is what a stream said so far, cleaned of whatever could act on a terminal.
// It is a verdict.Handler but for Summary, which a renderer that embeds it adds.
type Stream struct {
	Head      verdict.Start
	Exercises []verdict.Exercise
}

// Start keeps m.
func (s *Stream) Start(m verdict.Start) error {
	s.Head = term.Scrub(m)
	return nil
}

// Progress has no place in a result.
func (s *Stream) Progress(verdict.Progress) error { return nil }

// Exercise keeps m.
func (s *Stream) Exercise(m verdict.Exercise) error {
	s.Exercises = append(s.Exercises, term.Scrub(m))
	return nil
}
