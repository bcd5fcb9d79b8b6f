package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

func TestCode(t *testing.T) {
	running := context.Background()
	stopped, stop := context.WithCancel(running)
	stop()
	tests := []struct {
		name string
		ctx  context.Context
		give error
		want int
	}{
		{"done", running, nil, 0},
		{"done, then interrupted", stopped, nil, 0},
		{"below the mark", running, errBelow, 1},
		{"below the mark, and the results cannot be written", running, errors.Join(errBelow, fs.ErrPermission), 1},
		{"wrong usage", running, usage(errors.New("--runs 0")), 2},
		{"wrong usage, wrapped", running, fmt.Errorf("x: %w", usage(errors.New("--runs 0"))), 2},
		{"wrong input", running, fmt.Errorf("x: %w", grade.ErrUsage), 2},
		{"unknown exercise", running, fmt.Errorf("x: %w", catalog.ErrUnknown), 2},
		{"no kit", running, fmt.Errorf("x: %w", catalog.ErrNoKit), 2},
		{"fault", running, errors.New("no space left on device"), 3},
		{"interrupted", running, errInterrupted, 130},
		{"failed because it was interrupted", stopped, errors.New("signal: killed"), 130},
		{"wrong usage, interrupted", stopped, usage(errors.New("x")), 130},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, code(tt.ctx, tt.give)) })
	}
}

func TestUsage_LeavesTheWordsAlone(t *testing.T) {
	inner := errors.New("--runs 0: at least 1")
	err := usage(inner)
	assert.EqualError(t, err, "--runs 0: at least 1")
	assert.ErrorIs(t, err, inner)
	assert.ErrorIs(t, err, grade.ErrUsage)
}

func TestGetenv(t *testing.T) {
	w := World{Env: []string{"A=1", "B=x=y", "C=", "A=2", "D", "=E=z"}}
	for name, want := range map[string]string{"A": "2", "B": "x=y", "C": "", "D": "", "E": "", "F": "", "a": ""} {
		assert.Equal(t, want, w.getenv(name), name)
	}
	assert.Equal(t, "", World{}.getenv("A"))
}

func TestLang(t *testing.T) {
	const en, ja = verdict.English, verdict.Japanese
	tests := []struct {
		name string
		flag string
		env  []string
		want verdict.Lang
		bad  bool
	}{
		{"nothing", "", nil, en, false},
		{"LANG", "", []string{"LANG=ja_JP.UTF-8"}, ja, false},
		{"LC_MESSAGES is before LANG", "", []string{"LANG=ja_JP.UTF-8", "LC_MESSAGES=C"}, en, false},
		{"LC_ALL is before LC_MESSAGES", "", []string{"LC_ALL=ja_JP.UTF-8", "LC_MESSAGES=en_US.UTF-8", "LANG=C"}, ja, false},
		{"an empty LC_ALL says nothing", "", []string{"LC_ALL=", "LANG=ja_JP.UTF-8"}, ja, false},
		{"a locale that is unknown is English", "", []string{"LANG=de_DE.UTF-8"}, en, false},
		{"and does not look further", "", []string{"LC_ALL=de_DE.UTF-8", "LANG=ja_JP.UTF-8"}, en, false},
		{"C", "", []string{"LC_ALL=C.UTF-8", "LANG=ja_JP.UTF-8"}, en, false},
		{"RACEKIT_LANG is before the locale", "", []string{"RACEKIT_LANG=ja", "LC_ALL=en_US.UTF-8"}, ja, false},
		{"an empty RACEKIT_LANG says nothing", "", []string{"RACEKIT_LANG=", "LANG=ja_JP.UTF-8"}, ja, false},
		{"RACEKIT_LANG that is unknown", "", []string{"RACEKIT_LANG=de", "LANG=ja_JP.UTF-8"}, en, true},
		{"the flag is before all", "en", []string{"RACEKIT_LANG=ja", "LC_ALL=ja_JP.UTF-8"}, en, false},
		{"even before a mistake", "ja", []string{"RACEKIT_LANG=de"}, ja, false},
		{"the flag is unknown", "fr", []string{"RACEKIT_LANG=ja"}, en, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := World{Env: tt.env}.lang(tt.flag)
			assert.Equal(t, tt.want, got)
			if !tt.bad {
				assert.NoError(t, err)
				return
			}
			assert.ErrorIs(t, err, grade.ErrUsage)
			assert.ErrorContains(t, err, "the kit speaks en and ja")
		})
	}
}

func TestValidate(t *testing.T) {
	good := gradeOptions{runs: 10}
	tests := []struct {
		name   string
		change func(*gradeOptions)
		want   string
	}{
		{"defaults", func(*gradeOptions) {}, ""},
		{"most", func(o *gradeOptions) { o.runs, o.jobs, o.failUnder = maxRuns, maxJobs, 100 }, ""},
		{"no runs", func(o *gradeOptions) { o.runs = 0 }, "--runs 0: at least 1"},
		{"negative runs", func(o *gradeOptions) { o.runs = -1 }, "--runs -1"},
		{"too many runs", func(o *gradeOptions) { o.runs = 1_000_000_000 }, "--runs 1000000000: name at most 100000"},
		{"negative jobs", func(o *gradeOptions) { o.jobs = -1 }, "--jobs -1"},
		{"too many jobs", func(o *gradeOptions) { o.jobs = 1001 }, "--jobs 1001: name at most 1000"},
		{"below 0 %", func(o *gradeOptions) { o.failUnder = -1 }, "--fail-under -1: name a percentage"},
		{"above 100 %", func(o *gradeOptions) { o.failUnder = 101 }, "--fail-under 101"},
		{"one file for two", func(o *gradeOptions) { o.save, o.junit = "out/x", "./out/x" }, "name two files"},
		{"signing nothing", func(o *gradeOptions) { o.sign = "key" }, "--sign signs the results that --save or --json write"},
		{"signing what is printed", func(o *gradeOptions) { o.sign, o.json = "key", true }, ""},
		{"signing what is saved", func(o *gradeOptions) { o.sign, o.save = "key", "x.jsonl" }, ""},
		{"results over the key", func(o *gradeOptions) { o.sign, o.save = "key", "./key" }, "would overwrite the key"},
		{"junit over the key", func(o *gradeOptions) { o.sign, o.json, o.junit = "key", true, "key" }, "would overwrite the key"},
		{"two files", func(o *gradeOptions) { o.save, o.junit = "x.jsonl", "x.xml" }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := good
			tt.change(&o)
			err := o.validate()
			if tt.want == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.want)
			assert.ErrorIs(t, err, grade.ErrUsage)
		})
	}
}

// world is one that writes into buffers.
func world(env ...string) (w World, stdout, stderr *bytes.Buffer) {
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	return World{Stdout: stdout, Stderr: stderr, Env: env, Dir: "../.."}, stdout, stderr
}

// whole gives a handler a small stream.
func whole(t *testing.T, h verdict.Handler) {
	t.Helper()
	require.NoError(t, h.Start(verdict.Start{Version: verdict.Version, Slugs: []string{"demo"}}))
	require.NoError(t, h.Exercise(verdict.Exercise{Slug: "demo", Dir: "exercises/demo", Verdict: verdict.Pass, Points: 100, Earned: 100, Counts: true}))
	require.NoError(t, h.Summary(verdict.Summary{Points: 100, Earned: 100, Graded: 1, Passed: 1}))
}

func TestOutputs(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	summary := in("summary.md")
	require.NoError(t, os.WriteFile(in("old.jsonl"), []byte(strings.Repeat("the results of last time\n", 100)), 0o644))
	require.NoError(t, os.WriteFile(summary, []byte("of the step before\n"), 0o644))

	w, stdout, stderr := world("GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY="+summary)
	out, err := openOutputs(w, gradeOptions{json: true, save: in("old.jsonl"), junit: in("new.xml")}, nil, verdict.English)
	require.NoError(t, err)
	kept, err := os.ReadFile(in("old.jsonl"))
	require.NoError(t, err)
	assert.Contains(t, string(kept), "last time", "a grading that may not even begin costs the last results")

	whole(t, out.handler)
	require.NoError(t, out.close())
	require.NoError(t, out.close(), "a second time does no harm")
	saved, err := os.ReadFile(in("old.jsonl"))
	require.NoError(t, err)
	assert.Equal(t, stdout.String(), string(saved), "the same stream")
	assert.NotContains(t, string(saved), "last time")
	junit, err := os.ReadFile(in("new.xml"))
	require.NoError(t, err)
	assert.Contains(t, string(junit), "<testsuites")
	steps, err := os.ReadFile(summary)
	require.NoError(t, err)
	assert.Contains(t, string(steps), "of the step before", "the summary is added to")
	assert.Contains(t, string(steps), "demo")
	assert.NotContains(t, stdout.String(), "::", "commands for GitHub are no JSON")
	_ = stderr
}

func TestOutputs_NothingCame(t *testing.T) {
	dir := t.TempDir()
	w, _, _ := world()
	out, err := openOutputs(w, gradeOptions{save: filepath.Join(dir, "x.jsonl"), junit: filepath.Join(dir, "x.xml")}, nil, verdict.English)
	require.NoError(t, err)
	require.NoError(t, out.close())
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestOutputs_CannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	nowhere := filepath.Join(dir, "nowhere", "x")
	tests := []struct {
		name string
		give gradeOptions
		env  []string
	}{
		{"save", gradeOptions{save: nowhere}, nil},
		{"junit", gradeOptions{save: filepath.Join(dir, "x.jsonl"), junit: nowhere}, nil},
		{"a folder", gradeOptions{save: dir}, nil},
		{"job summary", gradeOptions{save: filepath.Join(dir, "x.jsonl")}, []string{"GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY=" + nowhere}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, _, _ := world(tt.env...)
			_, err := openOutputs(w, tt.give, nil, verdict.English)
			assert.ErrorIs(t, err, grade.ErrUsage)
			assert.ErrorContains(t, err, "opening")
			left, err := os.ReadDir(dir)
			require.NoError(t, err)
			assert.Empty(t, left, "a file of a grading that never began")
		})
	}
}

func TestTerminal(t *testing.T) {
	for _, tt := range []struct {
		env  string
		want int
	}{{"", 0}, {"COLUMNS=72", 72}, {"COLUMNS=0", 0}, {"COLUMNS=-3", 0}, {"COLUMNS=wide", 0}} {
		w, stdout, _ := world(tt.env)
		width, live := w.terminal(stdout)
		assert.Equal(t, tt.want, width, tt.env)
		assert.False(t, live)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	require.NoError(t, err)
	defer file.Close()
	w, _, _ := world("COLUMNS=50")
	width, live := w.terminal(file)
	assert.Equal(t, 50, width)
	assert.False(t, live, "a file is no terminal")
}

func TestRenderer(t *testing.T) {
	for format, sign := range map[string]string{"table": "demo", "json": `{"start":`, "junit": "<testsuites", "github": ""} {
		w, stdout, _ := world()
		h, err := w.renderer(format, verdict.English)
		require.NoError(t, err)
		whole(t, h)
		assert.Contains(t, stdout.String(), sign, format)
	}
	w, _, _ := world()
	_, err := w.renderer("yaml", verdict.English)
	assert.ErrorIs(t, err, grade.ErrUsage)
	assert.ErrorContains(t, err, "table, json, junit and github")
}

func TestRun_Errors(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want string
		code int
	}{
		{"unknown command", []string{"grad"}, `unknown command "grad"; did you mean "grade"?`, ExitUsage},
		{"command like none", []string{"xyzzy"}, "'racekit --help' lists the commands", ExitUsage},
		{"unknown flag", []string{"grade", "--fast"}, "unknown flag: --fast; 'racekit grade --help' lists the flags", ExitUsage},
		{"flag of another kind", []string{"grade", "--runs=many"}, "--runs many: not a number", ExitUsage},
		{"argument too many", []string{"list", "counter"}, "'racekit list --help'", ExitUsage},
		{"argument too few", []string{"show"}, "'racekit show --help'", ExitUsage},
		{"unknown exercise", []string{"hint", "conter"}, `did you mean "counter"?`, ExitUsage},
		{"tier that is none", []string{"hint", "counter", "4"}, "tiers 1 to 3", ExitUsage},
		{"no kit", []string{"--kit", "/", "list"}, "no racekit here", ExitUsage},
		{"language", []string{"--lang", "fr", "list"}, "the kit speaks en and ja", ExitUsage},
		{"no such results", []string{"show", "nowhere.jsonl"}, "opening the results", ExitUsage},
		{"no results", []string{"show", "../../go.mod"}, "is this a file that", ExitUsage},
		{"runs", []string{"grade", "--runs=0"}, "--runs 0", ExitUsage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, stdout, stderr := world("RACEKIT_SCRATCH=" + t.TempDir())
			assert.Equal(t, tt.code, Run(context.Background(), w, tt.args))
			assert.Empty(t, stdout.String())
			said := stderr.String()
			assert.Contains(t, said, tt.want)
			assert.True(t, strings.HasPrefix(said, "racekit: ") && strings.HasSuffix(said, "\n"), "%q", said)
			assert.NotContains(t, said, "Usage:")
		})
	}
}

func TestRun_InterruptedAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w, _, stderr := world("RACEKIT_SCRATCH="+t.TempDir(), "PATH="+os.Getenv("PATH"), "HOME="+t.TempDir())
	assert.Equal(t, ExitInterrupted, Run(ctx, w, []string{"grade", "counter"}))
	assert.Equal(t, "racekit: interrupted\n", stderr.String())
}

// full takes no bytes.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestRun_OutputThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{{"list"}, {"hint", "counter"}, {"show", "../../testdata/streams/pass.jsonl"}} {
		w, _, stderr := world()
		w.Stdout = full{}
		assert.Equal(t, ExitFault, Run(context.Background(), w, args), "%v", args)
		assert.Contains(t, stderr.String(), "no space left on device", "%v", args)
	}
}
