package github_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/report/github"
	"racekit/grader/report/streamtest"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

func TestGolden(t *testing.T) {
	for _, stream := range streamtest.Names(t) {
		for _, lang := range []verdict.Lang{verdict.English, verdict.Japanese} {
			t.Run(fmt.Sprintf("%s.%s", stream, lang), func(t *testing.T) {
				out, summary := render(t, stream, github.Options{Lang: lang})
				streamtest.Golden(t, fmt.Sprintf("%s.%s.out", stream, lang), out)
				streamtest.Golden(t, fmt.Sprintf("%s.%s.md", stream, lang), summary)
			})
		}
	}
}

func render(t *testing.T, stream string, o github.Options) (out, summary string) {
	var a, b bytes.Buffer
	o.Out, o.Summary = &a, &b
	streamtest.Replay(t, stream, github.New(o))
	return a.String(), b.String()
}

// command is what the runner reads from a line: actions/runner, ActionCommand.TryParseV2.
type command struct {
	name    string
	props   map[string]string
	message string
}

var form = regexp.MustCompile(`^::(error|warning) ([^:]*)::(.*)$`)

func parse(t *testing.T, out string) []command {
	var cs []command
	for line := range strings.Lines(out) {
		m := form.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		require.NotNil(t, m, "not a command of ours: %q", line)
		c := command{name: m[1], props: map[string]string{}, message: unescape(m[3])}
		for pair := range strings.SplitSeq(m[2], ",") {
			key, value, ok := strings.Cut(pair, "=")
			require.True(t, ok, "not a property: %q in %q", pair, line)
			assert.NotContains(t, c.props, key)
			c.props[key] = unescape(strings.NewReplacer("%3A", ":", "%2C", ",").Replace(value))
		}
		cs = append(cs, c)
	}
	return cs
}

func unescape(s string) string {
	return strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(s)
}

func TestAnnotations(t *testing.T) {
	out, _ := render(t, "partial", github.Options{})
	got := parse(t, out)
	require.Len(t, got, 2, "one cause is one error, and an untouched stub is none")
	assert.Equal(t, command{
		name:  "error",
		props: map[string]string{"file": "exercises/counter/counter.go", "line": "21", "title": "counter: data race"},
		message: "Value reads c.n without the lock that Inc holds at line 14. No happens-before edge orders the two, so the value read is not guaranteed. Protect the read with the same mutex.\n" +
			"-30  Value can be read while others count, and never goes back\n-20  Counters do not disturb each other (in 2 of 10 executions)",
	}, got[0])
	assert.Equal(t, "22", got[1].props["line"])
}

func TestLimit(t *testing.T) {
	tests := []struct {
		name string
		give int
		want int
	}{
		{"what GitHub shows", 0, 10},
		{"less", 3, 3},
		{"more than there are", 50, 12},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, summary := render(t, "crowded", github.Options{Limit: tt.give})
			count := map[string]int{}
			for _, c := range parse(t, out) {
				count[c.name]++
			}
			assert.Equal(t, map[string]int{"error": tt.want, "warning": tt.want}, count)
			rest := fmt.Sprintf("%d errors and %d warnings are only listed here", 12-tt.want, 12-tt.want)
			assert.Equal(t, tt.want < 12, strings.Contains(summary, rest))
		})
	}
}

// TestHostile holds that a submission can neither give a command nor leave its place in
// the summary, in any stream.
func TestHostile(t *testing.T) {
	for _, stream := range streamtest.Names(t) {
		t.Run(stream, func(t *testing.T) {
			out, summary := render(t, stream, github.Options{})
			parse(t, out)
			inside := 0
			for i, line := range strings.Split(summary, "\n") {
				inside += strings.Count(line, "<details>") - strings.Count(line, "</details>")
				assert.False(t, inside > 0 && strings.TrimSpace(line) == "", "line %d is blank and ends the HTML block", i+1)
				assert.GreaterOrEqual(t, inside, 0, "line %d ends what it did not begin", i+1)
				assert.Equal(t, term.Defuse(line), line, "a log would obey this")
				assert.NotContains(t, line, "<script")
				assert.NotContains(t, line, "<!--")
				assert.False(t, strings.HasPrefix(line, "```"))
			}
			assert.Zero(t, inside)
			assert.Equal(t, strings.Count(summary, "<pre>"), strings.Count(summary, "</pre>"))
		})
	}
}

func TestTableCellsHoldOnlyText(t *testing.T) {
	var summary bytes.Buffer
	h := github.New(github.Options{Summary: &summary})
	title := "a | b `c` [d](http://e) <f> **g** &amp; @h #1 :i: ~j~\nk"
	require.NoError(t, h.Exercise(verdict.Exercise{Slug: "counter", Verdict: verdict.Hang, Counts: true,
		Tests: []verdict.Test{{Verdict: verdict.Hang, Title: verdict.Text{En: title}}}}))
	require.NoError(t, h.Summary(verdict.Summary{}))
	var row string
	for line := range strings.Lines(summary.String()) {
		if strings.HasPrefix(line, "| counter ") {
			row = strings.TrimSpace(line)
		}
	}
	cells := strings.Split(strings.Trim(row, "|"), "|")
	require.Len(t, cells, 4, row)
	assert.NotRegexp(t, "[`*_\\[\\]<>@~:\\\\]", cells[3])
	text := regexp.MustCompile(`&#(\d+);`).ReplaceAllStringFunc(cells[3], func(ref string) string {
		n, err := strconv.Atoi(strings.Trim(ref, "&#;"))
		require.NoError(t, err)
		return string(rune(n))
	})
	assert.Equal(t, strings.ReplaceAll(title, "\n", " "), strings.TrimSpace(text), "nothing is lost")
}

func TestSummaryStaysBelowOneMiB(t *testing.T) {
	var summary bytes.Buffer
	h := github.New(github.Options{Summary: &summary})
	big := strings.Repeat("<&>\n\n", 2<<10)
	for i := range 200 {
		f := &verdict.Finding{Verdict: verdict.Panic, Message: big, Raw: big}
		require.NoError(t, h.Exercise(verdict.Exercise{Slug: fmt.Sprintf("e%d", i), Verdict: verdict.Panic, Counts: true,
			Tests: []verdict.Test{{Verdict: verdict.Panic, Finding: f}}}))
	}
	require.NoError(t, h.Summary(verdict.Summary{Points: 100, Graded: 200}))
	assert.LessOrEqual(t, summary.Len(), 1<<20)
	assert.Contains(t, summary.String(), "| e199 |", "the table is whole")
	shown := strings.Count(summary.String(), "<summary>e")
	assert.Positive(t, shown)
	assert.Contains(t, summary.String(), fmt.Sprintf("The details of %d exercises are left out", 200-shown))
}

func TestNilWriters(t *testing.T) {
	h := github.New(github.Options{})
	require.NoError(t, h.Exercise(verdict.Exercise{Slug: "counter", Verdict: verdict.Hang}))
	assert.NoError(t, h.Summary(verdict.Summary{}))
}

func TestWriteError(t *testing.T) {
	for name, o := range map[string]github.Options{"annotations": {Out: failing{}}, "job summary": {Summary: failing{}}} {
		err := github.New(o).Summary(verdict.Summary{})
		assert.ErrorIs(t, err, io.ErrShortWrite)
		assert.EqualError(t, err, "writing the "+name+": short write")
		assert.NotNil(t, errors.Unwrap(err))
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
