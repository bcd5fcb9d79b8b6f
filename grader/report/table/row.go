package table

import (
	"strings"

	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

const (
	margin     = 2
	gap        = 2
	scoreWidth = len("100/100")
	// minFailed is the least room that makes the column of failed tests worth having.
	minFailed = 12
)

// header names the columns that fit.
func (t *table) header() string {
	failed := ""
	if t.failedRoom() >= minFailed {
		failed = t.say(words.Failed)
	}
	lead := t.lead(t.say(words.Exercise), t.say(words.Score))
	line := lead + t.tail(t.say(words.Verdict), failed)
	if term.Width(line) > t.o.Width {
		line = strings.TrimRight(lead, " ")
	}
	return t.Faint(line)
}

// row is one exercise, on one line, or on two if its name and verdict need that.
func (t *table) row(ex verdict.Exercise) []string {
	said := t.say(phrase.State(ex))
	lead, tail := t.lead(ex.Slug, phrase.Score(ex)), t.tail(said, t.failed(ex))
	if term.Width(lead+tail) > t.o.Width {
		return []string{strings.TrimRight(lead, " "), strings.Repeat(" ", 3*margin) + t.paintState(ex, said)}
	}
	return []string{lead + t.paintState(ex, said) + strings.TrimPrefix(tail, said)}
}

// lead is the first columns of a row, up to where the verdict stands.
func (t *table) lead(slug, score string) string {
	return strings.Repeat(" ", margin) + term.Pad(slug, t.slugWidth()) + strings.Repeat(" ", gap) +
		term.PadLeft(score, scoreWidth) + strings.Repeat(" ", gap)
}

// tail is the other columns.
func (t *table) tail(verdict, failed string) string {
	if failed == "" {
		return verdict
	}
	return term.Pad(verdict, t.verdictWidth()) + strings.Repeat(" ", gap) + failed
}

// paintState gives the word of phrase.State its colour.
func (t *table) paintState(ex verdict.Exercise, word string) string {
	switch {
	case ex.Verdict == verdict.NotGraded, phrase.Tampered(ex):
		return t.Warn(word)
	case ex.Verdict == verdict.Pass:
		return t.Good(word)
	case ex.Untouched:
		return t.Faint(word)
	}
	return t.Bad(word)
}

// failed names the tests that failed, as far as there is room.
func (t *table) failed(ex verdict.Exercise) string {
	room := t.failedRoom()
	if room < minFailed || ex.Untouched || ex.Verdict == verdict.NotGraded {
		return ""
	}
	return term.Cut(phrase.Failed(ex, t.o.Lang), room)
}

func (t *table) failedRoom() int {
	return t.o.Width - term.Width(t.lead("", "")) - t.verdictWidth() - gap
}

func (t *table) slugWidth() int {
	widest := term.Width(t.say(words.Exercise))
	for _, slug := range t.start.Slugs {
		widest = max(widest, term.Width(slug))
	}
	return widest
}

// verdictWidth is that of the widest word which may come, for rows are written before
// the later ones are known.
func (t *table) verdictWidth() int {
	widest := max(term.Width(t.say(words.NotStarted)), term.Width(t.say(words.NotCounted)))
	for _, v := range verdict.All() {
		widest = max(widest, term.Width(t.say(words.Of(v))))
	}
	return widest
}
