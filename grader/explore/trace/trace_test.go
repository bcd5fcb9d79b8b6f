package trace_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/trace"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

var update = flag.Bool("update", false, "write the golden files")

// source reads the sources of the inputs.
var source = trace.SourceFunc(func(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join("testdata/src", filepath.Base(path)))
})

// inputs are the recorded tests by their names.
func inputs(t testing.TB) map[string]outcome.Test {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.json")
	require.NoError(t, err)
	all := map[string]outcome.Test{}
	for _, path := range paths {
		if strings.HasSuffix(path, ".trace.json") {
			continue
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		var res outcome.Test
		require.NoError(t, json.Unmarshal(text, &res), path)
		all[strings.TrimSuffix(filepath.Base(path), ".json")] = res
	}
	require.Greater(t, len(all), 12)
	return all
}

func explained(res outcome.Test) *trace.Explanation {
	return trace.Explain(res, trace.Options{Source: source, Roots: []string{"/src"}})
}

// golden compares got with a file, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestExplain_Golden(t *testing.T) {
	for name, res := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			e := explained(res)
			o := trace.TextOptions{Width: 100, Replay: "racekit replay v1:token"}
			golden(t, name+".en.txt", e.Text(verdict.English, o))
			golden(t, name+".ja.txt", e.Text(verdict.Japanese, o))
		})
	}
}

func TestExplain_JSON(t *testing.T) {
	text, err := explained(inputs(t)["lostupdate"]).JSON()
	require.NoError(t, err)
	golden(t, "lostupdate.trace.json", string(text)+"\n")
}

// What is behind each of the inputs.
func TestExplain_Pattern(t *testing.T) {
	want := map[string]trace.Pattern{
		"lostupdate": trace.LostUpdate, "many": trace.LostUpdate, "wide": trace.LostUpdate, "lockorder": trace.LockOrder,
		"selflock": trace.SelfLock, "nounlock": trace.NoUnlock, "lostsignal": trace.LostSignal, "donemissing": trace.NoDone,
		"pair": trace.TornRead, "stalecheck": trace.CheckThenAct, "noloop": trace.NoLoop, "copied": trace.CopiedGroup,
		"nilchannel": trace.NilChannel, "split": trace.CheckThenAct, "splitonly": trace.SplitLock,
	}
	for name, res := range inputs(t) {
		assert.Equal(t, want[name], explained(res).Pattern, name)
		delete(want, name)
	}
	assert.Empty(t, want)
}

func TestExplain_LooksFirst(t *testing.T) {
	tests := []struct {
		name string
		want []string
	}{
		{"lostupdate", []string{"bank_test.go:17", "bank_test.go:23"}},
		{"race", []string{"bank_test.go:93", "bank_test.go:90"}},
		{"selflock", []string{"bank_test.go:65", "bank_test.go:72"}},
	}
	all := inputs(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range explained(all[tt.name]).Where {
				got = append(got, p.File+":"+itoa(p.Line))
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// Nothing is wider than the terminal, but for what cannot be broken.
func TestText_Width(t *testing.T) {
	for name, res := range inputs(t) {
		for _, width := range []int{60, 80, 100, 140} {
			for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
				for _, line := range strings.Split(explained(res).Text(l, trace.TextOptions{Width: width}), "\n") {
					assert.LessOrEqual(t, term.Width(line), width, "%s: %q", name, line)
				}
			}
		}
	}
}

// Japanese is said in Japanese, and the same facts in both languages.
func TestText_BothLanguages(t *testing.T) {
	place := regexp.MustCompile(`\w+_test\.go:\d+|\bg\d+\b`)
	count := func(s string) map[string]bool {
		all := map[string]bool{}
		for _, m := range place.FindAllString(s, -1) {
			all[m] = true
		}
		return all
	}
	for name, res := range inputs(t) {
		e := explained(res)
		for _, said := range append([]verdict.Text{e.Title, e.Why, e.Often, e.Found}, e.Facts...) {
			assert.Equal(t, count(said.En), count(said.Ja), "%s: %s", name, said.En)
			assert.Equal(t, said.En == "", said.Ja == "")
			hasJapanese := strings.ContainsFunc(said.Ja, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) })
			assert.True(t, said.Ja == "" || hasJapanese, "%s: %s", name, said.Ja)
			assert.NotContains(t, said.En+said.Ja, "%!", name)
			assert.NotContains(t, said.En+said.Ja, "\x00", name)
		}
	}
}

// Without sources there are positions, and no panic.
func TestExplain_NoSource(t *testing.T) {
	broken := []trace.Source{
		nil,
		trace.SourceFunc(func(string) ([]byte, error) { return nil, errors.New("gone") }),
		trace.SourceFunc(func(string) ([]byte, error) { return []byte("package p; func f( { mu.Lock("), nil }),
	}
	for name, res := range inputs(t) {
		for _, src := range broken {
			e := trace.Explain(res, trace.Options{Source: src, Roots: []string{"/src"}})
			assert.NotEmpty(t, e.Text(verdict.English, trace.TextOptions{}), name)
			assert.Equal(t, explained(res).Class, e.Class)
		}
	}
	e := trace.Explain(inputs(t)["lockorder"], trace.Options{Roots: []string{"/src"}})
	assert.Contains(t, e.Why.En, "Mutex #")
}

func TestExplain_Learner(t *testing.T) {
	res := inputs(t)["lostupdate"]
	assert.False(t, explained(res).Where[0].Learner, "a test")
	e := trace.Explain(res, trace.Options{Roots: []string{"/src"}, Learner: func(string) bool { return true }})
	assert.True(t, e.Where[0].Learner)
}

func TestExplain_PlacesOutsideOfTheRoots(t *testing.T) {
	e := trace.Explain(inputs(t)["lostupdate"], trace.Options{Roots: []string{"/elsewhere"}})
	assert.Equal(t, "/src/bank_test.go", e.Where[0].File, "the innermost that is not of the library")
}

// hostile is what a submission could put into a record to act on the terminal.
const hostile = "\x1b[2J\n::error::x\u202e%d\x00"

func TestText_Hostile(t *testing.T) {
	for name, res := range inputs(t) {
		text, err := json.Marshal(res)
		require.NoError(t, err)
		bad, err := json.Marshal(hostile)
		require.NoError(t, err)
		inner := strings.Trim(string(bad), `"`)
		for _, key := range []string{"text", "expr", "value", "note", "func", "file", "name", "panic", "state"} {
			text = []byte(strings.ReplaceAll(string(text), `"`+key+`":"`, `"`+key+`":"`+inner))
		}
		var changed outcome.Test
		require.NoError(t, json.Unmarshal(text, &changed))
		check(t, name, explained(changed))
	}
}

// check holds of every explanation.
func check(t *testing.T, name string, e *trace.Explanation) {
	t.Helper()
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		for _, o := range []trace.TextOptions{{}, {Width: 30}, {Width: 100}, {Columns: 1}} {
			text := e.Text(l, o)
			if !utf8.ValidString(text) {
				t.Errorf("%s: not UTF-8: %q", name, text)
			}
			for _, r := range text {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
					t.Fatalf("%s: %U is left in %q", name, r, text)
				}
			}
		}
	}
	if _, err := e.JSON(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for i, r := range e.Rows {
		if len(r.State) != len(e.Watched) && len(r.State) > 0 {
			t.Errorf("%s: row %d has %d states, %d are watched", name, i, len(r.State), len(e.Watched))
		}
	}
}

// FuzzExplain holds that no record makes it panic.
func FuzzExplain(f *testing.F) {
	for _, res := range inputs(f) {
		text, err := json.Marshal(res)
		require.NoError(f, err)
		f.Add(string(text))
	}
	for _, class := range outcome.Classes() {
		f.Add(`{"failure":{"class":"` + string(class) + `"}}`)
		f.Add(`{"failure":{"class":"` + string(class) + `","stuck":[1,-1,7],"running":[0,9],"goroutine":3,"pair":{"first":-1,"second":99},` +
			`"events":[{"g":-1,"kind":"clock","now":-5},{"g":1,"kind":"Lock","object":-3,"note":"blocks, wakes g-1"},{"g":1,"kind":"go","note":"starts g1"}],` +
			`"goroutines":[{"g":1,"parent":1,"state":"Lock","object":2},{"g":1}],"objects":[{"id":2,"kind":"Mutex","holders":[1,1,5]},{"id":2}]}}`)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var res outcome.Test
		if json.Unmarshal([]byte(text), &res) != nil {
			t.Skip()
		}
		check(t, "fuzz", explained(res))
	})
}
