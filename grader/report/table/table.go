// Package table renders a stream for people: a row for each exercise as soon as it is
// decided, then, for each one that failed, what happened at which line, why, where to
// go, and which command looks closer; at the end the total and the next exercise.
//
// The rules of the page: two spaces between columns and no boxes; every line fits the
// width unless it holds a path that does not; colour only repeats what the words say;
// nothing that a submission printed can reach the start of a line or move the cursor.
package table

import (
	"fmt"
	"io"
	"strings"

	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// Options say how to render. The zero value is English, 80 columns, without colour
// and without progress.
type Options struct {
	// Lang is the language; the zero value is English.
	Lang verdict.Lang
	// Width is the number of columns of the terminal; 0 means 80. Less than 20 is
	// taken for 20.
	Width int
	// Color paints verdicts and headings. NO_COLOR is the caller's to respect.
	Color bool
	// Progress is where to say what the grading is at; nil says nothing.
	Progress io.Writer
	// ProgressLive rewrites one line of Progress instead of adding lines: Progress is
	// a terminal.
	ProgressLive bool
	// Program is what a person types to run racekit; empty means "racekit".
	Program string
	// Repeat are the flags of racekit that every command which the page names needs
	// again: "--lang=ja".
	Repeat []string
	// KitElsewhere: the kit is not around the working directory, so that make cannot
	// grade.
	KitElsewhere bool
}

const (
	defaultWidth = 80
	minWidth     = 20
)

// New returns a handler that writes to w: rows at each Exercise, the rest at Summary.
// A caller that has a stream without a summary may end it with
// verdict.Summary{Interrupted: true} to see the rest.
func New(w io.Writer, o Options) verdict.Handler {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	o.Width = max(o.Width, minWidth)
	if o.Program == "" {
		o.Program = "racekit"
	}
	return &table{
		w: w, o: o, Palette: term.Palette{Color: o.Color},
		progress: progress{w: o.Progress, live: o.ProgressLive, width: o.Width},
	}
}

// table remembers what it has shown rows of until the summary comes.
type table struct {
	term.Palette
	w         io.Writer
	o         Options
	progress  progress
	start     verdict.Start
	exercises []verdict.Exercise
}

// Start shows the notices.
func (t *table) Start(m verdict.Start) error {
	t.start = term.Scrub(m)
	var lines []string
	for _, n := range t.start.Notices {
		label := t.say(words.Note)
		for i, line := range t.indent(label+" "+n.In(t.o.Lang), 0, 2) {
			if rest, ok := strings.CutPrefix(line, label); ok && i == 0 {
				line = t.Warn(label) + rest
			}
			lines = append(lines, line)
		}
	}
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	return t.write(lines)
}

// Progress says what the grading is at, if anyone wants to know.
func (t *table) Progress(m verdict.Progress) error {
	m = term.Scrub(m)
	doing := term.Line(m.Doing.In(t.o.Lang))
	return t.progress.say(doing, func() string {
		if m.Total == 0 {
			return doing
		}
		return t.say(words.ProgressStep, doing, m.Done, m.Total)
	})
}

// Exercise shows the row of one exercise, after the header if it is the first.
func (t *table) Exercise(m verdict.Exercise) error {
	ex := term.Scrub(m)
	var lines []string
	if len(t.exercises) == 0 {
		lines = append(lines, t.header())
	}
	t.exercises = append(t.exercises, ex)
	return t.write(append(lines, t.row(ex)...))
}

// Summary shows the details of what failed, and the total.
func (t *table) Summary(m verdict.Summary) error {
	var lines []string
	for _, ex := range t.exercises {
		if block := t.details(ex, m.Interrupted); len(block) > 0 {
			lines = append(append(lines, ""), block...)
		}
	}
	if len(t.exercises) > 0 {
		lines = append(lines, "")
	}
	return t.write(append(lines, t.footer(term.Scrub(m))...))
}

// write ends the line of progress, if there is one, and puts lines on the page.
func (t *table) write(lines []string) error {
	if err := t.progress.clear(); err != nil {
		return err
	}
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(term.Defuse(line) + "\n")
	}
	if _, err := io.WriteString(t.w, b.String()); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

func (t *table) say(w words.Word, args ...any) string { return w.In(t.o.Lang, args...) }

// indent wraps s with first spaces before its first line and rest before the others.
func (t *table) indent(s string, first, rest int) []string {
	lines := term.Indent(s, t.o.Width, strings.Repeat(" ", first), strings.Repeat(" ", rest))
	for i, line := range lines {
		lines[i] = term.Defuse(line) // before it is painted, so that colour only adds
	}
	return lines
}
