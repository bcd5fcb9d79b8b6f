package table

import (
	"path"
	"slices"
	"strings"

	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// footer is the end of the page: what came out, and what to do next.
func (t *table) footer(m verdict.Summary) []string {
	var lines []string
	if t.start.Dir != "" {
		lines = t.indent(t.say(words.Submission, term.Line(t.start.Dir)), 0, margin)
	}
	if m.Interrupted {
		lines = append(lines, t.paint(t.Warn, t.indent(t.say(words.Interrupted), 0, 0))...)
		if rest := phrase.Undecided(t.start, t.exercises); len(rest) > 0 {
			lines = append(lines, t.indent(t.say(words.NotDecided, t.list(rest)), 0, margin)...)
		}
	}
	if len(t.exercises) == 0 {
		return append(lines, t.indent(t.say(words.Nothing), 0, 0)...)
	}
	if m.Points > 0 {
		lines = append(lines, t.total(m)...)
	}
	if out := slices.Concat(m.NotCounted, m.NotGraded); len(out) > 0 {
		lines = append(lines, t.paint(t.Warn, t.indent(t.say(words.LeftOut, t.list(out)), 0, margin))...)
	}
	lines = append(lines, t.next(m)...)
	return append(lines, t.paint(t.Faint, t.indent(t.circumstances(m), 0, 0))...)
}

// total is the score, and how many exercises are where.
func (t *table) total(m verdict.Summary) []string {
	parts := []string{t.say(words.Total, m.Earned, m.Points, m.Percent())}
	if m.Graded > 1 {
		parts = append(parts, t.say(words.Done, m.Passed, m.Graded))
	}
	if m.Untouched > 0 && m.Graded > 1 {
		parts = append(parts, t.say(words.Untouched, m.Untouched))
	}
	return t.paint(t.Strong, t.indent(strings.Join(parts, t.say(words.Separator)), 0, margin))
}

// next names the exercise to do next, unless it is the one that fills the page.
func (t *table) next(m verdict.Summary) []string {
	if m.Next == "" {
		if m.Interrupted || m.Passed < m.Graded || len(m.NotCounted)+len(m.NotGraded) > 0 {
			return nil
		}
		return t.paint(t.Good, t.indent(t.praise(), 0, 0))
	}
	i := slices.IndexFunc(t.exercises, func(ex verdict.Exercise) bool { return ex.Slug == m.Next })
	switch {
	case i < 0:
		return t.indent(t.say(words.NextElsewhere, m.Next, t.gradeCommand(m.Next)), 0, margin)
	case phrase.Alone(t.start, t.exercises):
		return nil
	case t.exercises[i].Untouched:
		return t.indent(t.say(words.NextFresh, m.Next, path.Join(t.exercises[i].Dir, t.say(words.Readme)), t.gradeCommand(m.Next)), 0, margin)
	}
	return t.indent(t.say(words.Next, m.Next), 0, margin)
}

// praise speaks of what was graded: of one exercise by its name.
func (t *table) praise() string {
	if len(t.exercises) == 1 {
		return t.say(words.OneDone, t.exercises[0].Slug)
	}
	return t.say(words.AllDone)
}

// circumstances is what another grading would need to be the same.
func (t *table) circumstances(m verdict.Summary) string {
	parts := []string{t.say(words.HowItRan, term.Line(t.start.Go), t.start.Runs, t.start.Seed)}
	if !t.start.Race {
		parts = append(parts, t.say(words.WithoutRace))
	}
	if n := t.schedules(); n > 0 {
		parts = append(parts, t.say(words.Explored, term.Count(n)))
	}
	if m.Remembered > 0 {
		parts = append(parts, t.say(words.Remembered, m.Remembered, len(t.exercises)))
	}
	if m.Millis > 0 {
		parts = append(parts, t.say(words.Took, float64(m.Millis)/1000))
	}
	if t.start.Tier != "" {
		parts = append(parts, t.say(words.Confined, term.Line(t.start.Tier)))
	}
	return strings.Join(parts, t.say(words.Separator))
}

func (t *table) list(slugs []string) string { return strings.Join(slugs, t.say(words.Separator)) }

// schedules is how many were explored in all.
func (t *table) schedules() int {
	n := 0
	for _, ex := range t.exercises {
		for _, test := range ex.Tests {
			if test.Explored != nil {
				n += test.Explored.Schedules
			}
		}
	}
	return n
}
