package term_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/report/term"
)

func TestWidth(t *testing.T) {
	assert.Equal(t, 9, term.Width("data race"))
	assert.Equal(t, 10, term.Width("データ競合"))
	assert.Equal(t, 1, term.Width("e\u0301"), "a combining mark takes no cell")
}

func TestPad(t *testing.T) {
	assert.Equal(t, "合格  |", term.Pad("合格", 6)+"|")
	assert.Equal(t, "  合格", term.PadLeft("合格", 6))
	assert.Equal(t, "合格", term.Pad("合格", 3), "what is wider stays whole")
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, give string
		width      int
		want       string
	}{
		{"fits", "counter", 7, "counter"},
		{"too long", "counter", 6, "cou..."},
		{"half of a full-width character is not shown", "カウンター", 8, "カウ..."},
		{"no room even for the ellipsis", "counter", 2, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := term.Cut(tt.give, tt.width)
			assert.Equal(t, tt.want, got)
			assert.LessOrEqual(t, term.Width(got), tt.width)
		})
	}
}

func TestPalette(t *testing.T) {
	on, off := term.Palette{Color: true}, term.Palette{}
	for name, paint := range map[string]func(term.Palette, string) string{
		"good": term.Palette.Good, "bad": term.Palette.Bad, "warn": term.Palette.Warn,
		"faint": term.Palette.Faint, "strong": term.Palette.Strong,
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, "x", paint(off, "x"))
			assert.Empty(t, paint(on, ""))
			assert.True(t, strings.HasPrefix(paint(on, "x"), "\x1b["), "colour is asked for, so it comes even where standard output is no terminal")
			assert.Equal(t, "x", term.Clean(paint(on, "x")))
		})
	}
}
