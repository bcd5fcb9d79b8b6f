package jsonl

import (
	"encoding/json"
	"fmt"
	"io"

	"racekit/grader/verdict"
)

// New returns a handler that writes each message to w as one line, at once and in one
// call of Write; a w with a method Flush() error is flushed after it. What it wrote,
// given to verdict.Replay, is the stream again, except that bytes which are not UTF-8
// have become U+FFFD.
func New(w io.Writer) verdict.Handler { return lines{w} }

type lines struct{ w io.Writer }

func (l lines) Start(m verdict.Start) error       { return l.put(verdict.Message{Start: &m}) }
func (l lines) Progress(m verdict.Progress) error { return l.put(verdict.Message{Progress: &m}) }
func (l lines) Exercise(m verdict.Exercise) error { return l.put(verdict.Message{Exercise: &m}) }
func (l lines) Summary(m verdict.Summary) error   { return l.put(verdict.Message{Summary: &m}) }

func (l lines) put(m verdict.Message) error {
	enc := json.NewEncoder(l.w) // it calls Write once for each value
	enc.SetEscapeHTML(false)    // "->" stays legible
	if err := enc.Encode(m); err != nil {
		return fmt.Errorf("writing the stream: %w", err)
	}
	if f, ok := l.w.(interface{ Flush() error }); ok {
		if err := f.Flush(); err != nil {
			return fmt.Errorf("writing the stream: %w", err)
		}
	}
	return nil
}
