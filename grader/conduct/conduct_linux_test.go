package conduct_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/assemble"
	"racekit/grader/build"
	"racekit/grader/execute"
	"racekit/grader/harness"
	"racekit/grader/record"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// names are the tests of testdata/demo.
var names = []string{"TestRight", "TestAfter", "TestWrong", "TestExit", "TestRace", "TestTells", "TestStuck", "TestSilent"}

// graded builds a graded binary around testdata/demo.
func graded(t *testing.T) string {
	t.Helper()
	base, err := assemble.Base("../..")
	require.NoError(t, err)
	files, err := assemble.Module(base, []assemble.Unit{{
		Slug: "demo", TestNames: names,
		Files: map[string][]byte{"demo.go": read(t, "demo.go")},
		Tests: map[string][]byte{"demo_test.go": read(t, "demo_test.go")},
	}}, nil)
	require.NoError(t, err)
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, content, 0o644))
	}
	tools, err := build.Probe(context.Background(), os.Environ())
	require.NoError(t, err)
	b := build.Builder{
		Toolchain: tools, Module: dir, Program: assemble.Program, Binary: filepath.Join(dir, "graded.bin"),
		Race: true, Temp: t.TempDir(), Env: os.Environ(),
	}
	require.NoError(t, b.Build(context.Background()))
	return b.Binary
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata/demo", name))
	require.NoError(t, err)
	return text
}

// run has the binary execute tests of demo.
func run(t *testing.T, binary string, tests ...string) execute.Outcome {
	t.Helper()
	plan := record.Plan{Execution: 3, Seed: 7, Procs: 5}
	for _, name := range tests {
		plan.Tests = append(plan.Tests, record.Test{Name: "demo/" + name, CPU: time.Minute, Wall: 10 * time.Minute, Memory: 1 << 30})
	}
	o, err := execute.Runner{Binary: binary, Temp: t.TempDir(), Grace: time.Hour}.Run(context.Background(), plan)
	require.NoError(t, err)
	require.NoError(t, o.Unread)
	return o
}

// ended are the names of the tests that came to an end.
func ended(o execute.Outcome) []string {
	var names []string
	for _, e := range o.Ends {
		names = append(names, e.Test)
	}
	return names
}

func TestMain_Graded(t *testing.T) {
	binary := graded(t)
	t.Run("manifest", func(t *testing.T) {
		m := run(t, binary).Manifest
		require.NotNil(t, m)
		assert.True(t, m.Race)
		assert.True(t, m.Leaks)
		assert.Len(t, m.Tests, len(names))
		assert.Contains(t, m.Tests, "demo/TestRight")
	})
	t.Run("right", func(t *testing.T) {
		o := run(t, binary, "TestAfter", "TestRight")
		assert.Equal(t, []string{"demo/TestAfter", "demo/TestRight"}, ended(o), "in the order of the plan, each once")
		for _, e := range o.Ends {
			assert.True(t, e.OK(), "%+v", e)
			assert.Equal(t, 3, e.Execution)
		}
		assert.Nil(t, o.Open)
		assert.Equal(t, &record.Done{}, o.Done)
		assert.Equal(t, "exit status 0", o.Status)
	})
	t.Run("stops at the first that is not right", func(t *testing.T) {
		o := run(t, binary, "TestRight", "TestWrong", "TestAfter")
		assert.Equal(t, []string{"demo/TestRight", "demo/TestWrong"}, ended(o))
		assert.Equal(t, &record.Done{Stopped: "demo/TestWrong"}, o.Done)
		assert.Equal(t, []string{"demo_check.go:16: wrong"}, o.Ends[1].Wrong)
	})
	t.Run("exits in the middle", func(t *testing.T) {
		o := run(t, binary, "TestRight", "TestExit", "TestAfter")
		assert.Equal(t, []string{"demo/TestRight"}, ended(o))
		assert.Equal(t, &record.Begin{Test: "demo/TestExit", Execution: 3, Seed: harness.SeedFor(7, "demo/TestExit"), Procs: 5}, o.Open)
		assert.Nil(t, o.Done)
		assert.Equal(t, "exit status 0", o.Status)
	})
	t.Run("race", func(t *testing.T) {
		o := run(t, binary, "TestRace", "TestAfter")
		require.Len(t, o.Ends, 1)
		assert.Positive(t, o.Ends[0].Races)
		assert.Contains(t, o.Races, "demo.Race.func1")
		assert.Equal(t, &record.Done{Stopped: "demo/TestRace"}, o.Done)
	})
	t.Run("test that is not linked", func(t *testing.T) {
		o := run(t, binary, "TestNowhere", "TestRight")
		assert.Equal(t, []string{"demo/TestRight"}, ended(o))
		assert.NotNil(t, o.Done)
	})
	t.Run("test that does not ask the harness", func(t *testing.T) {
		o := run(t, binary, "TestSilent")
		assert.Empty(t, o.Ends)
		require.NotNil(t, o.Open, "it began and never ended")
		assert.Equal(t, "demo/TestSilent", o.Open.Test)
	})
	t.Run("bounds", func(t *testing.T) {
		assert.Equal(t, []string{"demo_check.go:29: 6144 MiB, 5 processors"}, run(t, binary, "TestTells").Ends[0].Wrong)
		low := filepath.Join(t.TempDir(), "low")
		require.NoError(t, os.WriteFile(low, []byte("#!/bin/sh\nulimit -d 4194304\nexec '"+binary+"'\n"), 0o755))
		assert.Equal(t, []string{"demo_check.go:29: 4096 MiB, 5 processors"}, run(t, low, "TestTells").Ends[0].Wrong, "a lower bound was raised")
	})
	t.Run("without a plan", func(t *testing.T) {
		cmd := exec.Command(binary)
		cmd.Stdin = held(t)
		out, err := cmd.CombinedOutput()
		assert.Error(t, err)
		assert.Contains(t, string(out), "RACEKIT_PLAN is not set; this program is run by racekit")
	})
	t.Run("with a plan that is none", func(t *testing.T) {
		cmd := exec.Command(binary)
		cmd.Env = []string{record.PlanVar + "={", record.DescriptorVar + "=1"}
		cmd.Stdin = held(t)
		out, err := cmd.CombinedOutput()
		assert.Error(t, err)
		assert.Contains(t, string(out), "reading RACEKIT_PLAN")
	})
	t.Run("without a descriptor", func(t *testing.T) {
		cmd := exec.Command(binary)
		cmd.Env = []string{record.PlanVar + "={}"}
		cmd.Stdin = held(t)
		out, err := cmd.CombinedOutput()
		assert.Error(t, err)
		assert.Contains(t, string(out), "reading RACEKIT_RECORDS")
	})
	t.Run("orphaned", func(t *testing.T) {
		// TestStuck waits for ever within bounds of minutes; only the end of the one who
		// grades can end it, and is seen on standard input.
		plan := `{"execution":1,"procs":1,"tests":[{"name":"demo/TestStuck","cpu":600000000000,"wall":600000000000,"memory":1073741824}]}`
		records, w, err := os.Pipe()
		require.NoError(t, err)
		defer records.Close()
		stdin, grip, err := os.Pipe()
		require.NoError(t, err)
		cmd := exec.Command(binary)
		cmd.Env = []string{record.PlanVar + "=" + plan, record.DescriptorVar + "=3"}
		cmd.Stdin, cmd.ExtraFiles = stdin, []*os.File{w}
		require.NoError(t, cmd.Start())
		require.NoError(t, errors.Join(w.Close(), stdin.Close()))
		var begun, ended bool
		err = record.Read(records, "", func(r record.Record) {
			if r.Begin != nil {
				begun = true
				assert.NoError(t, grip.Close())
			}
			ended = ended || r.End != nil
		})
		assert.NoError(t, err)
		assert.ErrorContains(t, cmd.Wait(), "exit status 1")
		assert.True(t, begun)
		assert.False(t, ended)
	})
}

// held is a standard input that nobody closes before the test ends.
func held(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, errors.Join(r.Close(), w.Close())) })
	return r
}
