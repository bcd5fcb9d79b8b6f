package table

import (
	"strings"

	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// commands are how to go on with one exercise.
func (t *table) commands(ex verdict.Exercise) []string {
	closer, again := t.say(words.LookCloser), t.say(words.TryAgain)
	w := max(term.Width(closer), term.Width(again))
	var lines []string
	if ex.Verdict != verdict.NotGraded {
		lines = t.command(term.Pad(closer, w), t.racekit("hint", ex.Slug))
	}
	return append(lines, t.command(term.Pad(again, w), t.gradeCommand(ex.Slug))...)
}

func (t *table) command(label, command string) []string {
	return t.indent(label+"  "+command, margin, 2*margin)
}

// gradeCommand grades the exercise again as it was graded: with make, unless what was
// graded or the kit is elsewhere.
func (t *table) gradeCommand(slug string) string {
	switch {
	case t.start.Dir != "":
		return t.racekit("grade", "--dir", t.start.Dir, slug)
	case t.o.KitElsewhere:
		return t.racekit("grade", slug)
	case len(t.o.Repeat) > 0:
		return term.NoBreak("make grade EX=" + slug + " ARGS=" + term.Shell(strings.Join(t.o.Repeat, " ")))
	}
	return term.NoBreak("make grade EX=" + slug)
}

// racekit is a command with the flags that every one needs again.
func (t *table) racekit(words ...string) string {
	line := t.o.Program
	for _, word := range append(words, t.o.Repeat...) {
		line += " " + term.Shell(word)
	}
	return term.NoBreak(line)
}
