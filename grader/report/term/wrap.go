package term

import (
	"strings"
	"unicode"
)

// Wrap breaks s into lines of at most width cells.
//
// A line breaks at spaces, which vanish there (those that indent s stay), and beside a full-width character,
// unless that would put one of 。、）」 and their like at the start of a line, or one of
// （「 at its end (the rules of line breaking of JIS X 4051, kinsoku), or would part a
// number from the word that counts it. What holds no such place, a path for example,
// is never broken and may stick out; NoBreak makes such a run. A newline in s always
// breaks. A width under 1 means no bound. Wrap of the empty string is no line at all.
func Wrap(s string, width int) []string { return Indent(s, width, "", "") }

// NoBreak returns s such that Wrap does not break it at its spaces: a command that is
// to be copied, say. The spaces come out of Wrap as plain ones.
func NoBreak(s string) string { return strings.ReplaceAll(s, " ", noBreakSpace) }

const noBreakSpace = "\u00a0"

// Indent is Wrap with first before the first line and rest before the others; width
// counts them too.
func Indent(s string, width int, first, rest string) []string {
	if s = strings.TrimRight(s, "\n"); s == "" {
		return nil
	}
	var lines []string
	prefix := first
	for paragraph := range strings.SplitSeq(s, "\n") {
		for _, line := range fill(units(paragraph), room(width, prefix), room(width, rest)) {
			line = strings.ReplaceAll(prefix+line, noBreakSpace, " ")
			lines = append(lines, strings.TrimRight(line, " "))
			prefix = rest
		}
	}
	return lines
}

// room is what prefix leaves of width, and 0 for no bound.
func room(width int, prefix string) int {
	if width < 1 {
		return 0
	}
	return max(width-Width(prefix), 1)
}

// unit is a run that no line break may part, with the spaces before it.
type unit struct {
	gap, text string
}

// fill puts as many units on each line as fit, and at least one. The first line has
// room for width cells, the others for rest.
func fill(us []unit, width, rest int) []string {
	lines, used := []string{""}, 0
	for i, u := range us {
		w := Width(u.text)
		switch gap := Width(u.gap); {
		case i == 0:
			lines[0], used = u.gap+u.text, gap+w
		case width > 0 && used+gap+w > width:
			lines, used, width = append(lines, u.text), w, rest
		default:
			lines[len(lines)-1] += u.gap + u.text
			used += gap + w
		}
	}
	return lines
}

// units cuts s wherever a line may break.
func units(s string) []unit {
	var us []unit
	var gap, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			us = append(us, unit{gap.String(), text.String()})
			gap.Reset()
			text.Reset()
		}
	}
	var prev rune
	for _, r := range s {
		switch {
		case isGap(r):
			flush()
			gap.WriteRune(r)
		case text.Len() > 0 && mayBreak(prev, r):
			flush()
			text.WriteRune(r)
		default:
			text.WriteRune(r)
		}
		if cells.RuneWidth(r) > 0 {
			prev = r
		}
	}
	flush()
	return us
}

func isGap(r rune) bool { return unicode.IsSpace(r) && string(r) != noBreakSpace }

func isWide(r rune) bool { return cells.RuneWidth(r) == 2 }

// mayBreak reports whether a line may end between prev and next, neither of which
// is a space.
func mayBreak(prev, next rune) bool {
	switch {
	case cells.RuneWidth(next) == 0: // a combining mark stays with its letter
		return false
	case string(prev) == noBreakSpace, string(next) == noBreakSpace:
		return false
	case !isWide(prev) && !isWide(next):
		return false
	case strings.ContainsRune(notAtStart, next), strings.ContainsRune(notAtEnd, prev):
		return false
	}
	return !(unicode.IsDigit(prev) && isWide(next))
}

// The characters that Japanese typesetting keeps off the start and the end of a line.
const (
	notAtStart = "、。，．・：；？！ー～〜…‥）」』】〉》〕］｝〟’”゛゜々ゝゞヽヾ" +
		"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％" + ")]},.:;?!%"
	notAtEnd = "（「『【〈《〔［｛〝‘“￥＃" + "([{#"
)
