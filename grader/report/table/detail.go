package table

import (
	"strconv"
	"strings"

	"racekit/grader/report/cause"
	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// details explains one exercise below the table. It is empty where the row said all.
func (t *table) details(ex verdict.Exercise, interrupted bool) []string {
	causes := phrase.Causes(ex, phrase.Alone(t.start, t.exercises), interrupted)
	if len(causes) == 0 && len(ex.Notes) == 0 {
		return nil
	}
	lines := t.heading(ex)
	if phrase.Tampered(ex) {
		lines = append(lines, t.paint(t.Warn, t.indent(t.say(words.WouldHave, ex.Earned, ex.Points), margin, margin))...)
	}
	for _, n := range ex.Notes {
		lines = append(lines, t.note(n)...)
	}
	if len(causes) > 0 {
		lines = append(lines, t.causes(ex, causes)...)
	}
	return lines
}

func (t *table) heading(ex verdict.Exercise) []string {
	text := ex.Slug + "  " + phrase.Score(ex) + "  " + term.Line(ex.Title.In(t.o.Lang))
	return t.paint(t.Strong, t.indent(text, 0, margin))
}

// note is a file of the submission that needs a look, and the command that mends it.
func (t *table) note(n verdict.Note) []string {
	lines := t.paint(t.Warn, t.indent(phrase.Note(n, t.o.Lang), margin, 2*margin))
	if n.Remedy != "" {
		lines = append(lines, t.indent(t.say(words.Remedy)+" "+term.NoBreak(term.Line(n.Remedy)), 2*margin, 3*margin)...)
	}
	return lines
}

// causes explains what failed, and ends with the commands to go on.
func (t *table) causes(ex verdict.Exercise, causes []cause.Cause) []string {
	var lines []string
	if ex.Untouched {
		lines = t.indent(t.say(words.StubAsIs), margin, margin)
	}
	for _, c := range causes {
		lines = append(append(lines, ""), t.cause(ex, c)...)
	}
	return append(append(lines, ""), t.commands(ex)...)
}

// cause is one explanation: class and place, what and why and where to go, the evidence,
// and the tests that it cost, unless it is our fault and costs none.
func (t *table) cause(ex verdict.Exercise, c cause.Cause) []string {
	f := c.Finding
	ours := f.Verdict == verdict.NotGraded
	lines := append(t.class(f), t.indent(phrase.Sentence(f, t.o.Lang), 2*margin, 2*margin)...)
	if f.Test == "" || ours {
		lines = append(lines, t.quote(phrase.Message(f, t.o.Lang), 2*margin)...)
	}
	blocks := [][]string{t.evidence(phrase.Of(f, ex.Dir, t.o.Lang)), t.schedule(f)}
	if !ours {
		blocks = append(blocks, t.lost(ex, c))
	}
	for _, block := range blocks {
		if len(block) > 0 {
			lines = append(append(lines, ""), block...)
		}
	}
	return lines
}

// class is the heading of an explanation: what kind of thing it is, and where.
func (t *table) class(f verdict.Finding) []string {
	said := t.say(words.Of(f.Verdict))
	lines := t.indent(strings.TrimSpace(said+"  "+phrase.Place(f.Place, ""))+":", margin, 2*margin)
	if rest, ok := strings.CutPrefix(lines[0], strings.Repeat(" ", margin)+said); ok {
		lines[0] = strings.Repeat(" ", margin) + t.Bad(said) + t.Strong(rest)
	}
	return lines
}

// lost lists the tests that c cost, with what each of them said.
func (t *table) lost(ex verdict.Exercise, c cause.Cause) []string {
	if len(c.Tests) == 0 {
		return nil
	}
	lines := t.indent(t.say(words.TestsLost), 2*margin, 2*margin)
	if c.Finding.Test == "" && len(c.Tests) == len(ex.Tests) {
		return append(lines, t.lostTest(c.Lost(), t.say(words.WholeFailed))...)
	}
	said := "" // the message of a finding of the exercise stands above
	if c.Finding.Test == "" {
		said = phrase.Message(c.Finding, t.o.Lang)
	}
	for _, test := range c.Tests {
		lines = append(lines, t.lostTest(test.Points-test.Earned, phrase.Failure(test, t.start.Runs, t.o.Lang))...)
		if test.Finding == nil {
			continue
		}
		if m := phrase.Message(*test.Finding, t.o.Lang); m != said {
			said = m
			lines = append(lines, t.quote(m, underTitle)...)
		}
	}
	return lines
}

const (
	pointsWidth = len("-100")
	underTitle  = 3*margin + pointsWidth + gap
)

// lostTest is one line of the list: points, and what they were for.
func (t *table) lostTest(lost int, text string) []string {
	points := term.PadLeft("-"+strconv.Itoa(lost), pointsWidth)
	return t.indent(points+strings.Repeat(" ", gap)+text, 3*margin, underTitle)
}

func (t *table) paint(paint func(string) string, lines []string) []string {
	for i, line := range lines {
		lines[i] = paint(line)
	}
	return lines
}
