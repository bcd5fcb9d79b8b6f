package table_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/report/streamtest"
	"racekit/grader/report/table"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// TestGolden renders every recorded stream in both languages, and at three widths.
func TestGolden(t *testing.T) {
	tests := []struct {
		name string
		give table.Options
	}{
		{"en", table.Options{}},
		{"ja", table.Options{Lang: verdict.Japanese}},
		{"en.40", table.Options{Width: 40}},
		{"ja.40", table.Options{Lang: verdict.Japanese, Width: 40}},
		{"en.120", table.Options{Width: 120, Program: ".bin/racekit"}},
	}
	for _, stream := range streamtest.Names(t) {
		for _, tt := range tests {
			t.Run(stream+"."+tt.name, func(t *testing.T) {
				streamtest.Golden(t, stream+"."+tt.name, render(t, stream, tt.give))
			})
		}
	}
}

func render(t *testing.T, stream string, o table.Options) string {
	var got bytes.Buffer
	streamtest.Replay(t, stream, table.New(&got, o))
	return got.String()
}

// TestLayout holds for every stream, language and width: a line fits unless one word of
// it alone does not, none begins with what Japanese keeps off the start of a line, and
// none can act on a terminal or on a CI system.
func TestLayout(t *testing.T) {
	for _, stream := range streamtest.Names(t) {
		for _, lang := range []verdict.Lang{verdict.English, verdict.Japanese} {
			for _, width := range []int{20, 33, 40, 60, 80, 100} {
				t.Run(fmt.Sprintf("%s.%s.%d", stream, lang, width), func(t *testing.T) {
					for line := range strings.SplitSeq(render(t, stream, table.Options{Lang: lang, Width: width}), "\n") {
						checkLine(t, line, width)
					}
				})
			}
		}
	}
}

func checkLine(t *testing.T, line string, width int) {
	assert.Equal(t, term.Defuse(line), line, "a CI system would obey this")
	assert.Equal(t, strings.TrimRight(line, " "), line)
	for _, r := range line {
		assert.False(t, unicode.IsControl(r) || unicode.Is(unicode.Cf, r), "%U in %q", r, line)
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(line))
	assert.NotContains(t, "、。）」", string(first), "%q", line)
	if defused := strings.Count(line, ": :") + strings.Count(line, "## ["); term.Width(line) <= width+defused {
		return
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	words := term.Wrap(strings.TrimSpace(line), 1)
	command := strings.Contains(line, "racekit hint") || strings.Contains(line, "EX=") || strings.Contains(line, "git checkout") || strings.Contains(line, "racekit grade")
	assert.True(t, len(words) == 1 || command || indent+scoreColumns > width, "%q is wider than %d", line, width)
}

// scoreColumns is the least that a row needs besides the name of its exercise.
const scoreColumns = 20

func TestColorOnlyAdds(t *testing.T) {
	for _, stream := range streamtest.Names(t) {
		for _, lang := range []verdict.Lang{verdict.English, verdict.Japanese} {
			plain := render(t, stream, table.Options{Lang: lang})
			painted := render(t, stream, table.Options{Lang: lang, Color: true})
			assert.Equal(t, plain, term.Clean(painted), stream)
			assert.Contains(t, painted, "\x1b[", stream)
		}
	}
}

func TestProgressPlain(t *testing.T) {
	var out, progress bytes.Buffer
	h := table.New(&out, table.Options{Progress: &progress})
	require.NoError(t, h.Start(verdict.Start{Slugs: []string{"counter"}}))
	for done := range 3 {
		require.NoError(t, h.Progress(verdict.Progress{Doing: verdict.Text{En: "running the tests"}, Done: done, Total: 3}))
	}
	require.NoError(t, h.Progress(verdict.Progress{Doing: verdict.Text{En: "explaining"}}))
	assert.Equal(t, "running the tests\nexplaining\n", progress.String(), "a log gets one line a phase")
	assert.Empty(t, out.String())
}

func TestProgressLive(t *testing.T) {
	var both bytes.Buffer // the terminal shows both
	h := table.New(&both, table.Options{Width: 30, Progress: &both, ProgressLive: true})
	require.NoError(t, h.Start(verdict.Start{Slugs: []string{"counter"}}))
	for _, doing := range []string{"building the exercises", "running \x1b[2J", "a phase with a name that is far too long"} {
		require.NoError(t, h.Progress(verdict.Progress{Doing: verdict.Text{En: doing}, Done: 1, Total: 2}))
	}
	require.NoError(t, h.Exercise(verdict.Exercise{Slug: "counter", Verdict: verdict.Pass, Counts: true}))
	assert.NotContains(t, both.String(), "\x1b")
	assert.Equal(t, []string{
		"  exercise    score  verdict", "  counter       0/0  pass", "",
	}, strings.Split(screen(both.String()), "\n"), "nothing of the progress is left")
	for frame := range strings.SplitSeq(both.String(), "\r") {
		line, _, _ := strings.Cut(frame, "\n")
		assert.Less(t, term.Width(line), 30, "a full line would wrap")
	}
}

// screen is what a terminal shows of s, which moves by \r and \n only.
func screen(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		var cells []rune
		for frame := range strings.SplitSeq(line, "\r") {
			for i, r := range []rune(frame) {
				cells = append(cells[:i], append([]rune{r}, cells[min(i+1, len(cells)):]...)...)
			}
		}
		lines = append(lines, strings.TrimRight(string(cells), " "))
	}
	return strings.Join(lines, "\n")
}

// TestCommandsAreThoseToTypeAgain holds that a command which the page names grades what
// was graded, in the language that was asked for.
func TestCommandsAreThoseToTypeAgain(t *testing.T) {
	tests := []struct {
		name        string
		dir         string
		give        table.Options
		hint, again string
	}{
		{"in the kit", "", table.Options{}, "racekit hint counter", "make grade EX=counter"},
		{"language of the flag", "", table.Options{Program: ".bin/racekit", Repeat: []string{"--lang=ja"}}, ".bin/racekit hint counter --lang=ja", "make grade EX=counter ARGS=--lang=ja"},
		{"somebody's folder", "../class 3/alice", table.Options{}, "racekit hint counter", "racekit grade --dir '../class 3/alice' counter"},
		{"both", "alice", table.Options{Repeat: []string{"--lang=ja"}}, "racekit hint counter --lang=ja", "racekit grade --dir alice counter --lang=ja"},
		{"a kit elsewhere", "", table.Options{Repeat: []string{"--kit=k"}, KitElsewhere: true}, "racekit hint counter --kit=k", "racekit grade counter --kit=k"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got bytes.Buffer
			h := table.New(&got, tt.give)
			ex := verdict.Exercise{Slug: "counter", Verdict: verdict.Hang, Counts: true, Tests: []verdict.Test{{Verdict: verdict.Hang}}}
			require.NoError(t, h.Start(verdict.Start{Dir: tt.dir, Slugs: []string{"counter"}}))
			require.NoError(t, h.Exercise(ex))
			require.NoError(t, h.Summary(verdict.Summary{Graded: 1, Next: "future"}))
			assert.Contains(t, got.String(), "  look closer:  "+tt.hint+"\n")
			assert.Contains(t, got.String(), "  grade again:  "+tt.again+"\n")
			assert.Contains(t, got.String(), "\nNext: future. To grade it: "+strings.ReplaceAll(tt.again, "counter", "future")+"\n")
			assert.Equal(t, tt.dir != "", strings.Contains(got.String(), "Submission: "+tt.dir))
		})
	}
}

func TestVerdictOfALaterVersion(t *testing.T) {
	var got bytes.Buffer
	h := table.New(&got, table.Options{Lang: verdict.Japanese})
	require.NoError(t, h.Start(verdict.Start{}))
	require.NoError(t, h.Exercise(verdict.Exercise{Slug: "counter", Verdict: "starvation", Points: 10, Counts: true,
		Tests: []verdict.Test{{Name: "T", Title: verdict.Text{En: "t"}, Verdict: "starvation", Points: 10}}}))
	require.NoError(t, h.Summary(verdict.Summary{Points: 10, Graded: 1}))
	assert.Contains(t, got.String(), "counter     0/10  starvation")
	assert.Contains(t, got.String(), "説明は記録されていません。")
}

func TestCutOffStreamCanBeEnded(t *testing.T) {
	var got bytes.Buffer
	h := table.New(&got, table.Options{})
	streamtest.Replay(t, "truncated", h)
	assert.NotContains(t, got.String(), "Protect the read")
	require.NoError(t, h.Summary(verdict.Summary{Interrupted: true}))
	assert.Contains(t, got.String(), "Protect the read")
	assert.Contains(t, got.String(), "Not decided: future, nonblocking")
}

func TestWriteError(t *testing.T) {
	full := errors.New("no space left on device")
	tests := []struct {
		name string
		give func(verdict.Handler) error
	}{
		{"row", func(h verdict.Handler) error { return h.Exercise(verdict.Exercise{}) }},
		{"summary", func(h verdict.Handler) error { return h.Summary(verdict.Summary{}) }},
		{"progress", func(h verdict.Handler) error { return h.Progress(verdict.Progress{Doing: verdict.Text{En: "x"}}) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.ErrorIs(t, tt.give(table.New(failing{full}, table.Options{Progress: failing{full}})), full)
		})
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
