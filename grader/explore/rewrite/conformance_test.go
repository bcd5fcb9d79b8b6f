package rewrite_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/rewrite"
)

// load rewrites packages for a scheduler that does everything natively, so that what
// is written can be run without anything else.
func load(t testing.TB, dir string, patterns ...string) *rewrite.Program {
	t.Helper()
	p, err := rewrite.Load(context.Background(), rewrite.Config{Dir: dir, Patterns: patterns, Shims: map[string]string{}})
	require.NoError(t, err)
	return p
}

// scratch writes a program into a folder, with a main function that initialises all
// packages again and runs all tests.
func scratch(t testing.TB, p *rewrite.Program) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, content []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, content, 0o644))
	}
	for name, content := range p.Files {
		write(name, content)
	}
	stub, err := os.ReadFile("testdata/sched/sched.go")
	require.NoError(t, err)
	write("grader/explore/sched/sched.go", stub)
	write("go.mod", []byte("module racekit\n\ngo 1.26.0\n"))
	write("main.go", program(p))
	return dir
}

func program(p *rewrite.Program) []byte {
	var imports, resets, tests strings.Builder
	for i, pkg := range p.Packages {
		fmt.Fprintf(&imports, "\tp%d %q\n", i, pkg.Import)
		fmt.Fprintf(&resets, "\tp%d.%s()\n", i, pkg.Reset)
		for _, tp := range p.Tests {
			if tp.Package == pkg {
				for _, test := range tp.Tests {
					fmt.Fprintf(&tests, "\t\t{Name: %q, F: p%d.%s},\n", test.Name, i, test.Name)
				}
			}
		}
	}
	return fmt.Appendf(nil, "package main\n\nimport (\n\t\"testing\"\n%s)\n\nfunc main() {\n%s\ttesting.Main(func(string, string) (bool, error) { return true, nil }, []testing.InternalTest{\n%s\t}, nil, nil)\n}\n",
		imports.String(), resets.String(), tests.String())
}

// run builds and runs a scratch module and returns what it prints.
func run(t testing.TB, dir string, env ...string) string {
	t.Helper()
	build := exec.Command("go", "build", "-o", "program", ".")
	build.Dir = dir
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	cmd := exec.Command(filepath.Join(dir, "program"), "-test.v")
	cmd.Env = append(os.Environ(), env...)
	out, err = cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// verbose is what go test -v prints, less what differs from run to run.
func verbose(out string) []string {
	var kept []string
	for line := range strings.Lines(out) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "PASS", strings.HasPrefix(line, "ok "), strings.HasPrefix(line, "?"), strings.HasPrefix(line, "==="):
		case strings.Contains(line, "--- "):
			line, _, _ = strings.Cut(line, " (")
			fallthrough
		default:
			kept = append(kept, line)
		}
	}
	return kept
}

// TestLoad_Conformance compares what the tests print that the scheduler is tested with.
// RACEKIT_CONFORMANCE=. has all of them compared, another value those that contain it.
func TestLoad_Conformance(t *testing.T) {
	want := cmp.Or(os.Getenv("RACEKIT_CONFORMANCE"), "/selects/")
	root := "../testdata/conformance"
	var patterns []string
	require.NoError(t, filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		// The tests of the testing API ask for what go test alone does.
		if d != nil && d.IsDir() && strings.Contains(path+"/", want) && !strings.Contains(path, "testingapi") {
			if files, _ := filepath.Glob(path + "/*_test.go"); len(files) > 0 {
				patterns = append(patterns, "./"+strings.TrimPrefix(path, root+"/"))
			}
		}
		return err
	}))
	if len(patterns) == 0 {
		t.Skip("no conformance tests")
	}
	p := load(t, root, patterns...)
	dir := scratch(t, p)
	cmd := exec.Command("go", append([]string{"test", "-p=1", "-count=1", "-v"}, patterns...)...)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Equal(t, strings.Join(verbose(string(out)), "\n"), strings.Join(verbose(run(t, dir)), "\n"))
}

// said are the lines that tests print on purpose.
func said(out string) string {
	var kept strings.Builder
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "=>") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// native runs the tests of packages as they are.
func native(t testing.TB, dir string, patterns ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"test", "-p=1", "-count=1", "-v"}, patterns...)...)
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	require.NoError(t, cmd.Run(), "%s", &out)
	return said(out.String())
}

func TestLoad_RewrittenDoesWhatTheOriginalDoes(t *testing.T) {
	p := load(t, "testdata/corpus", "./construct", "./embedded", "./dotted", "./wide")
	assert.Empty(t, p.Refusals)
	want := native(t, "testdata/corpus", "./construct") + native(t, "testdata/corpus", "./dotted") + native(t, "testdata/corpus", "./embedded") + native(t, "testdata/corpus", "./wide")
	assert.Equal(t, want, said(run(t, scratch(t, p))))
}
