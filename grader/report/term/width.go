// Package term lays out text for a terminal: how many cells a text takes, where a
// line may break in English and in Japanese, colour that is asked for and never
// guessed, and what must be taken out of text that comes from a submission.
//
// It is a leaf: it knows nothing of exercises or verdicts. It looks at no environment
// and no file descriptor; width and colour come from the caller.
package term

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// Ellipsis ends a text that was cut. It is ASCII because the one-cell ellipsis takes
// two cells in many Japanese terminals.
const Ellipsis = "..."

// cells is the measure of this package. It is set out in full because the package
// functions of runewidth follow the locale, and a report must not.
var cells = runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// Width returns the number of cells that s takes on one line: 2 for a full-width
// character, 0 for a combining one.
func Width(s string) int { return cells.StringWidth(s) }

// Pad returns s with spaces on its right up to w cells. A wider s stays as it is.
func Pad(s string, w int) string { return s + spaces(w-Width(s)) }

// PadLeft returns s with spaces on its left up to w cells. A wider s stays as it is.
func PadLeft(s string, w int) string { return spaces(w-Width(s)) + s }

// Cut returns s if it fits into w cells, and otherwise as much of it as fits before
// an Ellipsis.
func Cut(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	if w < len(Ellipsis) {
		return ""
	}
	return cells.Truncate(s, w, Ellipsis)
}

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }
