package term_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"racekit/grader/report/term"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"plain", "got 1, want 2", "got 1, want 2"},
		{"Japanese", "値は「１」です。", "値は「１」です。"},
		{"colour", "\x1b[1;31mred\x1b[0m", "red"},
		{"cursor and screen", "a\x1b[2J\x1b[Hb\x1b[1A\x1b[Kc", "abc"},
		{"title of the window", "a\x1b]0;100/100\x07b", "ab"},
		{"hyperlink", "\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\", "text"},
		{"device control string", "a\x1bPq#0\x1b\\b", "ab"},
		{"a string without its end stops at the line", "a\x1b]0;never\nb", "a\nb"},
		{"eight-bit sequence", "a\u009b31mb", "ab"},
		{"reset and character set", "a\x1bcb\x1b(0c", "abc"},
		{"escape at the end", "a\x1b", "a"},
		{"a carriage return cannot paint over", "fail\rpass", "fail\npass"},
		{"Windows line end", "a\r\nb", "a\nb"},
		{"bell, backspace, delete", "a\a\bb\x7fc\x00", "abc"},
		{"tab", "a\tb", "a    b"},
		{"direction overrides", "a\u202eb\u2066c\u200fd", "abcd"},
		{"invisible", "a\u200bb\ufeffc\u3164d", "abcd"},
		{"line separator", "a\u2028b", "a\nb"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
		{"marks beyond reason", "e" + strings.Repeat("\u0301", 50), "e" + strings.Repeat("\u0301", 4)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, term.Clean(tt.give))
		})
	}
}

func TestLine(t *testing.T) {
	assert.Equal(t, "a b c", term.Line("a\n\tb\r\n  c \n"))
}

func TestDefuse(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"plain", "a :: b", "a :: b"},
		{"command", "::error::x", ": :error::x"},
		{"command after spaces", "\u3000  ::stop-commands::t", "\u3000  : :stop-commands::t"},
		{"old command anywhere", "a ##[add-mask]b", "a ## [add-mask]b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, term.Defuse(tt.give))
		})
	}
}

func TestScrub(t *testing.T) {
	type inner struct{ S string }
	type outer struct {
		S   string
		N   int
		In  inner
		P   *inner
		L   []inner
		M   map[string]string
		Nil *inner
	}
	give := outer{S: "a\a", N: 7, In: inner{"b\a"}, P: &inner{"c\a"}, L: []inner{{"d\a"}}, M: map[string]string{"e\a": "f\a"}}
	got := term.Scrub(give)
	assert.Equal(t, outer{S: "a", N: 7, In: inner{"b"}, P: &inner{"c"}, L: []inner{{"d"}}, M: map[string]string{"e": "f"}}, got)
	assert.Equal(t, "c\a", give.P.S, "the original is shared with other handlers")
	assert.Equal(t, "d\a", give.L[0].S)
	assert.Equal(t, map[string]string{"e\a": "f\a"}, give.M)
}

// FuzzClean holds that nothing which a terminal obeys is left, and that cleaning again
// changes nothing.
func FuzzClean(f *testing.F) {
	f.Add("\x1b[31mred\x1b]0;t\x07\x1b\x1b[[31m\u009b1m\r\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := term.Clean(s)
		assert.True(t, utf8.ValidString(got))
		for _, r := range got {
			assert.False(t, r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)), "%U is left", r)
		}
		assert.Equal(t, got, term.Clean(got))
	})
}
