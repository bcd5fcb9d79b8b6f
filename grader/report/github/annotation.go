package github

import (
	"strconv"
	"strings"

	"racekit/grader/report/cause"
	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// annotation is one workflow command.
type annotation struct {
	command string // "error" or "warning"
	file    string
	line    int
	title   string
	message string
}

// maxMessage bounds what an annotation quotes of a test's message, in lines of
// maxColumns cells.
const (
	maxMessage = 10
	maxColumns = 200
)

// annotations are the errors and the warnings that a grading gives rise to. An
// untouched stub gives none, unless it is all that was graded, nor does what an
// interruption left undecided.
func annotations(start verdict.Start, exercises []verdict.Exercise, interrupted bool, l verdict.Lang) (errs, warnings []annotation) {
	for _, n := range start.Notices {
		warnings = append(warnings, annotation{command: "warning", title: "racekit", message: n.In(l)})
	}
	for _, ex := range exercises {
		for _, n := range ex.Notes {
			warnings = append(warnings, warning(ex, n, l))
		}
		for _, c := range phrase.Causes(ex, phrase.Alone(start, exercises), interrupted) {
			errs = append(errs, failure(ex, c, start.Runs, l))
		}
	}
	return errs, warnings
}

func warning(ex verdict.Exercise, n verdict.Note, l verdict.Lang) annotation {
	a := annotation{command: "warning", file: term.Line(n.File), title: ex.Slug, message: phrase.Note(n, l)}
	if phrase.Tampered(ex) {
		a.title += ": " + words.NotCounted.In(l)
	}
	if n.Remedy != "" {
		a.message += "\n" + words.Remedy.In(l) + " " + term.Line(n.Remedy)
	}
	return a
}

func failure(ex verdict.Exercise, c cause.Cause, runs int, l verdict.Lang) annotation {
	f := c.Finding
	lines := []string{phrase.Sentence(f, l)}
	for _, t := range c.Tests {
		lines = append(lines, "-"+strconv.Itoa(t.Points-t.Earned)+"  "+phrase.Failure(t, runs, l))
	}
	quoted, more := term.Quote(phrase.Message(f, l), maxColumns, maxMessage, "| ")
	lines = append(lines, quoted...)
	if more > 0 {
		lines = append(lines, "| "+words.MoreLines.In(l, more))
	}
	a := annotation{command: "error", title: ex.Slug + ": " + words.Of(f.Verdict).In(l), message: strings.Join(lines, "\n")}
	if p, ok := learnerPlace(f); ok {
		a.file, a.line = term.Line(p.File), p.Line
	}
	return a
}

// learnerPlace is the first place of f that the learner can edit.
func learnerPlace(f verdict.Finding) (verdict.Place, bool) {
	places := []verdict.Place{f.Place}
	for _, a := range f.Accesses {
		places = append(places, a.At)
	}
	for _, g := range f.Goroutines {
		places = append(places, g.At, g.Created)
	}
	for _, p := range places {
		if p.Learner {
			return p, true
		}
	}
	return verdict.Place{}, false
}

// excess is how many annotations were over the limit.
type excess struct{ errs, warnings int }

// limit keeps the first n of each.
func limit(errs, warnings []annotation, n int) ([]annotation, excess) {
	over := excess{max(len(errs)-n, 0), max(len(warnings)-n, 0)}
	var shown []annotation
	shown = append(shown, errs[:len(errs)-over.errs]...)
	return append(shown, warnings[:len(warnings)-over.warnings]...), over
}

// commands writes annotations, a line each.
func commands(as []annotation) string {
	var b strings.Builder
	for _, a := range as {
		b.WriteString("::" + a.command + " " + a.properties() + "::" + escapeData(a.message) + "\n")
	}
	return b.String()
}

func (a annotation) properties() string {
	var props []string
	if a.file != "" {
		props = append(props, "file="+escapeProperty(a.file))
		if a.line > 0 {
			props = append(props, "line="+strconv.Itoa(a.line))
		}
	}
	return strings.Join(append(props, "title="+escapeProperty(a.title)), ",")
}
