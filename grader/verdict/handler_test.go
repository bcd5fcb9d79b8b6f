package verdict_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/verdict"
)

// listener takes down what it is given, and fails at the named kind.
type listener struct {
	heard []string
	fails string
}

var errListener = errors.New("no more room")

func (l *listener) hear(kind, what string) error {
	if kind == l.fails {
		return errListener
	}
	l.heard = append(l.heard, strings.TrimSpace(kind+" "+what))
	return nil
}

func (l *listener) Start(m verdict.Start) error       { return l.hear("start", fmt.Sprint(m.Version)) }
func (l *listener) Progress(m verdict.Progress) error { return l.hear("progress", m.Doing.En) }
func (l *listener) Exercise(m verdict.Exercise) error { return l.hear("exercise", m.Slug) }
func (l *listener) Summary(m verdict.Summary) error   { return l.hear("summary", fmt.Sprint(m.Earned)) }

const (
	start     = `{"start":{"version":1,"race":true,"seed":18446744073709551615,"slugs":["a"]}}` + "\n"
	progress  = `{"progress":{"doing":{"en":"building"}}}` + "\n"
	exercise  = `{"exercise":{"slug":"a","verdict":"pass","tests":[]}}` + "\n"
	signature = `{"signature":{"key":"k","digest":"d","signature":"s"}}` + "\n"
	summary   = `{"summary":{"earned":7}}` + "\n"
)

func TestReplay(t *testing.T) {
	tests := []struct {
		name, give string
		want       []string
		wantErr    string
	}{
		{"whole", start + progress + exercise + summary, []string{"start 1", "progress building", "exercise a", "summary 7"}, ""},
		{"last line not ended", start + strings.TrimSpace(summary), []string{"start 1", "summary 7"}, ""},
		{"empty lines", "\n" + start + "\n\n" + summary + "\n", []string{"start 1", "summary 7"}, ""},
		{"windows line ends", strings.ReplaceAll(start+"\n"+summary, "\n", "\r\n"), []string{"start 1", "summary 7"}, ""},
		{"kind of a later version", start + `{"mood":{"good":true}}` + "\n" + summary, []string{"start 1", "summary 7"}, ""},
		{"field of a later version", start + `{"summary":{"earned":7,"mood":"good"}}`, []string{"start 1", "summary 7"}, ""},

		{"signed", start + summary + signature, []string{"start 1", "summary 7"}, ""},
		{"signed, last line not ended", start + summary + strings.TrimSpace(signature), []string{"start 1", "summary 7"}, ""},

		{"signed twice", start + summary + signature + signature, []string{"start 1", "summary 7"}, "line 4 of the stream: it goes on after its signature"},
		{"behind the signature", start + summary + signature + exercise, []string{"start 1", "summary 7"}, "line 4 of the stream: it goes on after its signature"},
		{"signed too early", start + signature + summary, []string{"start 1"}, "line 2 of the stream: it is signed before its summary"},
		{"only signed", signature, nil, "line 1 of the stream: it is signed before its summary"},
		{"cut in the signature", start + summary + signature[:20], []string{"start 1", "summary 7"}, "line 3 of the stream: unexpected end"},
		{"nothing", "", nil, "cut off"},
		{"cut off behind a line", start + exercise, []string{"start 1", "exercise a"}, "cut off"},
		{"cut off in a line", start + exercise + summary[:len(summary)/2], []string{"start 1", "exercise a"}, "cut off"},
		{"newer", `{"start":{"version":2}}` + "\n" + summary, nil, "line 1 of the stream: version 2 is newer than this racekit's, 1"},
		{"no version", `{"start":{}}` + "\n" + summary, nil, "line 1 of the stream: version 0 is none"},
		{"no start", exercise + summary, nil, "line 1 of the stream: it does not begin with a start message"},
		{"two in one", strings.TrimSuffix(start, "}\n") + `,"summary":{}}`, nil, "line 1 of the stream: it is several messages"},
		{"empty start", `{"start":null}`, nil, "does not begin"},
		{"two starts", start + exercise + start + summary, []string{"start 1", "exercise a"}, "line 3 of the stream: it starts once more"},
		{"two streams", start + summary + start + summary, []string{"start 1", "summary 7"}, "line 3 of the stream: it goes on after its summary"},
		{"after the summary", start + summary + exercise, []string{"start 1", "summary 7"}, "line 3 of the stream: it goes on after its summary"},
		{"rubbish after the summary", start + summary + "rubbish\n", []string{"start 1", "summary 7"}, "line 3 of the stream: "},
		{"another file", "<?xml version=\"1.0\"?>\n", nil, "'racekit grade --json'"},
		{"cut off at once", `{"start":{"ver`, nil, "'racekit grade --json'"},
		{"rubbish in the middle", start + "rubbish\n" + summary, []string{"start 1"}, "line 2 of the stream: invalid character"},
		{"cut in the middle", start + "{\"exercise\":\n" + summary, []string{"start 1"}, "line 2 of the stream: unexpected end"},
		{"wrong type", start + `{"summary":{"earned":"much"}}` + "\n", []string{"start 1"}, "line 2 of the stream: json: cannot unmarshal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l listener
			err := verdict.Replay(strings.NewReader(tt.give), &l)
			assert.Equal(t, tt.want, l.heard)
			if tt.wantErr == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.wantErr)
			assert.Equal(t, tt.wantErr == "cut off", errors.Is(err, verdict.ErrTruncated))
		})
	}
}

func TestReplay_HandlerThatFails(t *testing.T) {
	for i, kind := range []string{"start", "progress", "exercise", "summary"} {
		l := listener{fails: kind}
		err := verdict.Replay(strings.NewReader(start+progress+exercise+summary), &l)
		assert.ErrorIs(t, err, errListener)
		assert.ErrorContains(t, err, fmt.Sprintf("rendering line %d", i+1))
		assert.Len(t, l.heard, i)
	}
}

func TestTee(t *testing.T) {
	var one, two listener
	require.NoError(t, verdict.Replay(strings.NewReader(start+progress+exercise+summary), verdict.Tee(&one, &two)))
	assert.Len(t, one.heard, 4)
	assert.Equal(t, one.heard, two.heard)

	one, two = listener{fails: "exercise"}, listener{}
	assert.ErrorIs(t, verdict.Replay(strings.NewReader(start+exercise+summary), verdict.Tee(&one, &two)), errListener)
	assert.Equal(t, []string{"start 1"}, two.heard, "the second was given what the first could not take")
}

// streams are recorded gradings.
func streams(t testing.TB) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/streams/*.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	texts := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		texts[filepath.Base(path)] = string(text)
	}
	return texts
}

func TestReplay_CutAnywhereIsTruncated(t *testing.T) {
	text := streams(t)["pass.jsonl"]
	require.NoError(t, verdict.Replay(strings.NewReader(text), &listener{}))
	text = strings.TrimSpace(text)
	first := strings.IndexByte(text, '\n')
	for i := first; i < len(text); i++ {
		assert.ErrorIs(t, verdict.Replay(strings.NewReader(text[:i]), &listener{}), verdict.ErrTruncated, "cut at byte %d", i)
	}
}

func FuzzReplay(f *testing.F) {
	for _, text := range streams(f) {
		if len(text) < 8<<10 {
			f.Add(text)
		}
	}
	f.Add(start + summary)
	f.Fuzz(func(t *testing.T, text string) {
		var l listener
		err := verdict.Replay(strings.NewReader(text), &l)
		starts, summaries := 0, 0
		for i, heard := range l.heard {
			if strings.HasPrefix(heard, "start ") {
				starts++
				if i != 0 {
					t.Errorf("a start in the middle: %q", l.heard)
				}
			}
			if strings.HasPrefix(heard, "summary ") {
				summaries++
			}
		}
		if len(l.heard) > 0 && starts != 1 || summaries > 1 {
			t.Errorf("%d starts, %d summaries", starts, summaries)
		}
		if err == nil && summaries != 1 {
			t.Errorf("no error, and %d summaries", summaries)
		}
	})
}
