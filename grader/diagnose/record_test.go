package diagnose_test

import (
	"context"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"racekit/grader/assemble"
	"racekit/grader/build"
	"racekit/grader/execute"
	"racekit/grader/record"
)

var update = flag.Bool("update", false, "execute testdata/demo and record what it shows")

// recordedFile holds what each test of testdata/demo showed: an execute.Outcome by the
// name of the test.
const recordedFile = "testdata/recorded.json"

// recorded returns what the named test showed.
func recorded(t *testing.T, name string) execute.Outcome {
	t.Helper()
	text, err := os.ReadFile(recordedFile)
	require.NoError(t, err)
	var all map[string]execute.Outcome
	require.NoError(t, json.Unmarshal(text, &all))
	require.Contains(t, all, name, "run: go test ./grader/diagnose -update")
	return all[name]
}

// TestRecord records anew, if that is asked for.
func TestRecord(t *testing.T) {
	names := demoTests(t)
	require.NotEmpty(t, names)
	if !*update {
		return
	}
	dir := t.TempDir()
	binary := graded(t, dir, names)
	all := map[string]execute.Outcome{}
	for _, name := range names {
		bounds := record.Test{Name: "demo/" + name, CPU: time.Second, Wall: time.Minute, Memory: 256 << 20}
		plan := record.Plan{Execution: 1, Seed: 7, Procs: 2, Tests: []record.Test{bounds}}
		o, err := execute.Runner{Binary: binary, Temp: t.TempDir(), Grace: time.Minute}.Run(context.Background(), plan)
		require.NoError(t, err)
		o.PeakBytes = 0
		all[name] = o
	}
	text, err := json.MarshalIndent(all, "", "\t")
	require.NoError(t, err)
	text = []byte(strings.ReplaceAll(string(text), dir, "/tmp/x/slot0/module"))
	require.NoError(t, os.WriteFile(recordedFile, append(text, '\n'), 0o644))
}

// demoTests are the tests of testdata/demo.
func demoTests(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "testdata/demo/demo_test.go", nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var names []string
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Test") {
			names = append(names, fn.Name.Name)
		}
	}
	return names
}

// graded builds a graded binary around testdata/demo, as package grade does.
func graded(t *testing.T, dir string, names []string) string {
	t.Helper()
	base, err := assemble.Base("../..")
	require.NoError(t, err)
	files, err := assemble.Module(base, []assemble.Unit{{
		Slug: "demo", TestNames: names,
		Files: map[string][]byte{"demo.go": demo(t, "demo.go")},
		Tests: map[string][]byte{"demo_test.go": demo(t, "demo_test.go")},
	}}, nil)
	require.NoError(t, err)
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

// demo reads a file of testdata/demo.
func demo(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata/demo", name))
	require.NoError(t, err)
	return text
}
