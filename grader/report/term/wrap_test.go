package term_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"racekit/grader/report/term"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name, give string
		width      int
		want       []string
	}{
		{"empty", "", 10, nil},
		{"fits", "a data race", 11, []string{"a data race"}},
		{"at spaces", "a data race", 10, []string{"a data", "race"}},
		{"no bound", strings.Repeat("word ", 50) + "end", 0, []string{strings.Repeat("word ", 50) + "end"}},
		{"a path is never broken", "see exercises/counter/counter.go:21 now", 12, []string{"see", "exercises/counter/counter.go:21", "now"}},
		{"newlines stay", "a\n\nb\n", 10, []string{"a", "", "b"}},
		{"indentation stays", "  got 1\n  want 2", 10, []string{"  got 1", "  want 2"}},
		{"between full-width characters", "データ競合です", 8, []string{"データ競", "合です"}},
		{"。 never starts a line", "競合です。", 8, []string{"競合で", "す。"}},
		{"nor does a small kana", "キャッシュ", 2, []string{"キャッ", "シュ"}},
		{"nor a long-vowel mark", "エラー", 4, []string{"エ", "ラー"}},
		{"（ never ends a line", "値（1）", 4, []string{"値", "（1）"}},
		{"closing brackets pile up", "この「値」。", 10, []string{"この", "「値」。"}},
		{"a number stays with its counter", "実行は10回です", 8, []string{"実行は", "10回です"}},
		{"English inside Japanese", "Value は c.n を読みます", 10, []string{"Value は", "c.n を読み", "ます"}},
		{"ASCII after full-width", "値はValueです", 6, []string{"値は", "Value", "です"}},
		{"a full-width space is a space", "値　読み", 4, []string{"値", "読み"}},
		{"a no-break space holds", "run make\u00a0grade", 8, []string{"run", "make grade"}},
		{"a no-break space holds full-width characters too", "値は\u00a0値\u00a0x", 4, []string{"値", "は 値 x"}},
		{"a combining mark stays with its letter", "か\u3099か\u3099か\u3099", 2, []string{"か\u3099", "か\u3099", "か\u3099"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, term.Wrap(tt.give, tt.width))
		})
	}
}

func TestIndent(t *testing.T) {
	assert.Equal(t, []string{"-40  no update", "     is lost"}, term.Indent("no update is lost", 14, "-40  ", "     "))
	assert.Equal(t, []string{"> a b"}, term.Indent("a b", 0, "> ", "> "))
	assert.Equal(t, []string{"first one", "      two", "      three"}, term.Indent("one two\nthree", 10, "first ", "      "))
	assert.Equal(t, []string{"1 22", "    3"}, term.Indent("22 3", 4, "1 ", "    "), "each line has the room that its own prefix leaves")
	assert.Empty(t, term.Indent("", 10, "> ", "> "))
}

func TestQuote(t *testing.T) {
	got, more := term.Quote("\none\ntwo\nthree\n", 20, 2, "| ")
	assert.Equal(t, []string{"| one", "| two"}, got)
	assert.Equal(t, 1, more)

	got, more = term.Quote("xxxxxxxxxx値値", 6, 9, "| ")
	assert.Equal(t, []string{"| xxxx", "| xxxx", "| xx", "| 値値"}, got, "what has no place to break is broken all the same")
	assert.Zero(t, more)
}

// FuzzWrap holds what every text must keep: nothing but spaces is lost, no line starts
// with what may not, and a line that is too wide holds no place to break.
func FuzzWrap(f *testing.F) {
	f.Add("Value は c.n を（14行目）読み取ります。 plain words too", 12)
	f.Add("a\u0301\u0302 b　c", 3)
	f.Fuzz(func(t *testing.T, s string, width int) {
		s = term.Clean(s)
		lines := term.Wrap(s, width)
		assert.Equal(t, squeeze(s), squeeze(strings.Join(lines, "")))
		for i, line := range lines {
			if first, _ := utf8.DecodeRuneInString(line); i > 0 && strings.ContainsRune("。、）」", first) {
				assert.Contains(t, squeezeLines(s), string(first), "only the text itself may start a line so")
			}
		}
		quoted, _ := term.Quote(s, width, 5, "| ")
		for _, line := range quoted {
			assert.True(t, strings.HasPrefix(line, "|"))
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// squeezeLines is the first character of each line or word of s.
func squeezeLines(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}
