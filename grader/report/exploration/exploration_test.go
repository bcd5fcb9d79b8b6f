package exploration_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
	"racekit/grader/report/exploration"
	"racekit/grader/verdict"
)

func named(name string) explore.Test {
	return explore.Test{Name: "example.com/q." + name, Package: "example.com/q", Func: name, File: "/src/q/q_test.go", Line: 7}
}

var (
	pass    = outcome.Test{Coverage: outcome.Coverage{Schedules: 3, Complete: true}}
	failure = outcome.Test{Name: "example.com/q.TestB", Coverage: outcome.Coverage{Schedules: 2}, Failure: &outcome.Failure{
		Class: outcome.Wrong, Schedule: 1, Repeats: true, Messages: []outcome.Message{{Text: "n = 1, want 2"}},
	}}
	skip  = outcome.Test{Skipped: "another day"}
	block = outcome.Test{Refused: &outcome.Refusal{What: "net.Dial", Where: "/src/q/q.go:9", State: "IO wait"}}
)

// told is what a handler says of tests that end in the reverse order.
func told(t *testing.T, opt exploration.Options, early error) string {
	t.Helper()
	var out bytes.Buffer
	opt.Dir = "/src/q"
	h := exploration.New(&out, opt)
	tests := []explore.Test{named("TestA"), named("TestB"), named("TestC"), named("TestD"), named("TestE")}
	h.Building()
	h.Loaded(explore.Listing{
		Tests:    tests,
		Skipped:  []rewrite.Skipped{{Path: "example.com/q", Name: "TestMain", File: "/src/q/q_test.go", Line: 3}, {Name: "ExampleX", File: "/src/q/q_test.go", Line: 4}},
		Refusals: []rewrite.Refusal{{File: "q.go", Line: 9, What: "net.Dial", Why: "it is the network", Guarded: true}},
		Digest:   "0123",
	})
	h.Test(tests[3], block, "")
	h.Test(tests[2], skip, "")
	h.Progress(outcome.Progress{Test: tests[1].Name, Schedules: 5})
	h.Test(tests[1], failure, "v1:token")
	h.Test(tests[0], pass, "")
	require.NoError(t, h.Close(early))
	assert.Equal(t, 1, h.Failed())
	return out.String()
}

func TestHandler_Text(t *testing.T) {
	var progress bytes.Buffer
	want := `note  q_test.go:3: TestMain is not run: each schedule is of one test on its own
note  benchmarks, examples and fuzz tests are not run: 1 (-v lists them)
PASS  TestA  all 3 schedules that there are (0s)

TestB  wrong result
  | n = 1, want 2
  found on schedule 1, with no forced switch

  replay: racekit replay v1:token

skip  TestC  another day
REFUSED  TestD  net.Dial at q.go:9 [IO wait]: it cannot be controlled
1 of 5 tests pass, 1 failed, 1 skipped, 1 refused, 1 not explored; 5 schedules in all
`
	assert.Equal(t, want, told(t, exploration.Options{Progress: &progress}, errors.New("interrupted")))
	assert.Equal(t, "rewriting and building\n", progress.String(), "what is no terminal gets lines")

	got := told(t, exploration.Options{Lang: verdict.Japanese}, nil)
	for _, want := range []string{"合格  TestA  存在する3通りのスケジュールすべて（0s）\n", "省略  TestC  ", "対象外  TestD  net.Dial（q.go:9） [IO wait]: 制御できません\n", "未実行1件（スケジュール数 5）\n"} {
		assert.Contains(t, got, want)
	}
}

func TestHandler_ProgressOnATerminalGoesAway(t *testing.T) {
	var progress bytes.Buffer
	told(t, exploration.Options{Progress: &progress, ProgressWidth: 20}, nil)
	shown := progress.String()
	assert.Contains(t, shown, "\rrewriting and bu...\r")
	assert.NotContains(t, shown, "\n")
	assert.Regexp(t, `\r +\r$`, shown)
	for line := range strings.SplitSeq(shown, "\r") {
		assert.Less(t, len(line), 22, line)
	}
}

func TestHandler_JSON(t *testing.T) {
	got := told(t, exploration.Options{JSON: true, Race: true, Plan: outcome.Plan{Seed: 4, Schedules: 9}}, errors.New("interrupted"))
	var verdicts []string
	var last exploration.Record
	for dec := json.NewDecoder(strings.NewReader(got)); dec.More(); {
		last = exploration.Record{}
		require.NoError(t, dec.Decode(&last))
		switch {
		case last.Start != nil:
			assert.Equal(t, []any{exploration.Version, true, uint64(4), 9, "0123"},
				[]any{last.Start.Version, last.Start.Race, last.Start.Seed, last.Start.Schedules, last.Start.Digest})
			assert.Len(t, last.Start.Tests, 5)
		case last.Test != nil:
			verdicts = append(verdicts, last.Test.Verdict)
		}
	}
	assert.Equal(t, []string{"pass", "wrong result", "skipped", "refused"}, verdicts)
	assert.Equal(t, &exploration.Summary{Tests: 5, Passed: 1, Failed: 1, Skipped: 1, Refused: 1, NotExplored: 1, Schedules: 5, Incomplete: "interrupted"}, last.Summary)
	assert.Equal(t, 6, strings.Count(got, "\n"))
}

func TestHandler_NothingToTell(t *testing.T) {
	var out bytes.Buffer
	h := exploration.New(&out, exploration.Options{JSON: true})
	h.Loaded(explore.Listing{})
	require.NoError(t, h.Close(explore.ErrNoMatch))
	assert.Empty(t, out.String())
	text, err := h.Trace()
	assert.NoError(t, err)
	assert.Nil(t, text)
}

// full is a disk.
type full struct{ tried int }

func (f *full) Write([]byte) (int, error) { f.tried++; return 0, errors.New("no space") }

func TestHandler_OneErrorIsEnough(t *testing.T) {
	f := &full{}
	h := exploration.New(f, exploration.Options{})
	h.Loaded(explore.Listing{Tests: []explore.Test{named("TestA")}})
	h.Test(named("TestA"), pass, "")
	assert.EqualError(t, h.Close(nil), "no space")
	assert.Equal(t, 1, f.tried)
}

// TestSchemaInDoc holds the package comment to the types.
func TestSchemaInDoc(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	word := func(name string) bool { return regexp.MustCompile(`(?m)^//\t.*\b` + name + `\b`).Match(doc) }
	seen := map[reflect.Type]bool{}
	var check func(t reflect.Type)
	check = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		ours := strings.HasSuffix(typ.PkgPath(), "/exploration") || strings.HasSuffix(typ.PkgPath(), "/outcome")
		if typ.Kind() != reflect.Struct || seen[typ] || !ours {
			return
		}
		seen[typ] = true
		for f := range typ.NumField() {
			field := typ.Field(f)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			assert.True(t, field.Anonymous || word(name), "field %q is not in the package comment", name)
			check(field.Type)
		}
	}
	check(reflect.TypeFor[exploration.Record]())
	assert.Len(t, seen, 8, "%v", seen)
}
