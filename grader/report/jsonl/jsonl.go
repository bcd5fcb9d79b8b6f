package jsonl

import (
	"bytes"
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

// GitHub Actions takes a line of its log that holds command for an order, wherever on
// the line it stands (actions/runner, ActionCommand.cs); escaped is the same in JSON. It
// can only occur inside a string.
const (
	command = "##["
	escaped = `##\u005b`
)

type lines struct{ w io.Writer }

func (l lines) Start(m verdict.Start) error       { return l.put(verdict.Message{Start: &m}) }
func (l lines) Progress(m verdict.Progress) error { return l.put(verdict.Message{Progress: &m}) }
func (l lines) Exercise(m verdict.Exercise) error { return l.put(verdict.Message{Exercise: &m}) }
func (l lines) Summary(m verdict.Summary) error   { return l.put(verdict.Message{Summary: &m}) }

func (l lines) put(m verdict.Message) error {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false) // "->" stays legible
	if err := enc.Encode(m); err != nil {
		return fmt.Errorf("encoding the stream: %w", err)
	}
	if _, err := l.w.Write(bytes.ReplaceAll(line.Bytes(), []byte(command), []byte(escaped))); err != nil {
		return fmt.Errorf("writing the stream: %w", err)
	}
	if f, ok := l.w.(interface{ Flush() error }); ok {
		if err := f.Flush(); err != nil {
			return fmt.Errorf("writing the stream: %w", err)
		}
	}
	return nil
}
