package grader_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/cli"
	"racekit/grader/confine"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

var update = flag.Bool("update", false, "rewrite the sessions in README.md")

// TestMain is also the launcher of graded processes.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// session is the block that shows one: a marker that names the exercise and the
// mutant, and the fence after it.
var session = regexp.MustCompile("(?s)(<!-- session: (\\w+) (\\w+) -->\n```\n)(.*?)(```\n)")

// varying is what in a session differs from run to run, or from machine to machine.
var varying = regexp.MustCompile(`(?m)^go\S+ \S+, (.*), [0-9.]+ s, confined: T[0-9]$`)

// TestReadmeSessionIsReal grades what the README says it graded.
func TestReadmeSessionIsReal(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	m := session.FindStringSubmatch(string(readme))
	require.NotNil(t, m, "README.md has no session")
	want := "$ make grade EX=" + m[2] + "\n" + varying.ReplaceAllString(gradeMutant(t, m[2], m[3]), "go1.26.8 linux/amd64, $1, 0.6 s, confined: T1")
	if *update {
		out := strings.Replace(string(readme), m[0], m[1]+want+m[5], 1)
		require.NoError(t, os.WriteFile("../README.md", []byte(out), 0o644))
		return
	}
	assert.Equal(t, want, m[4], "README.md shows an old session; 'go test ./grader -update' rewrites it")
}

// exploration is the block that shows one: a marker that names the package, and the fence
// after it.
var exploration = regexp.MustCompile("(?s)(<!-- explored: (\\S+) -->\n```\n)(.*?)(```\n)")

// drifting is what in an exploration differs from machine to machine, and tokens, which
// change with the explorer itself.
var drifting = regexp.MustCompile(`\([0-9.]+m?s\)|v1:\S+`)

// TestReadmeExplorationIsReal explores what the README says it explored.
func TestReadmeExplorationIsReal(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	m := exploration.FindStringSubmatch(string(readme))
	require.NotNil(t, m, "README.md has no exploration")
	args := []string{"explore", m[2], "--schedules", "1000"}
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	var stdout, stderr bytes.Buffer
	w := cli.World{
		Stdout: &stdout, Stderr: &stderr, Dir: root, Program: ".bin/racekit",
		Env: append(os.Environ(), "RACEKIT_SCRATCH="+t.TempDir(), "RACEKIT_LANG=en", "COLUMNS=100"),
	}
	require.Equal(t, cli.ExitBelow, cli.Run(context.Background(), w, args), stderr.String())
	want := "$ .bin/racekit " + strings.Join(args, " ") + "\n" + strings.TrimLeft(stdout.String(), "\n")
	if *update {
		out := strings.Replace(string(readme), m[0], m[1]+drifting.ReplaceAllStringFunc(want, func(s string) string {
			if strings.HasPrefix(s, "(") {
				return "(0s)"
			}
			return s
		})+m[4], 1)
		require.NoError(t, os.WriteFile("../README.md", []byte(out), 0o644))
		return
	}
	assert.Equal(t, drifting.ReplaceAllString(want, "~"), drifting.ReplaceAllString(m[3], "~"),
		"README.md shows an old exploration; 'go test ./grader -update' rewrites it")
}

// gradeMutant grades a mutant in place of a learner's file, in a copy of the kit, and
// returns the report.
func gradeMutant(t *testing.T, slug, mutant string) string {
	t.Helper()
	root := t.TempDir()
	for _, dir := range []string{"exercises", "grader"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join("..", dir))))
	}
	copied := map[string]string{
		"../go.mod": "go.mod", "../go.sum": "go.sum",
		"../solutions/" + slug + "/testdata/mutants/" + mutant + ".go": "exercises/" + slug + "/" + slug + ".go",
	}
	for from, to := range copied {
		content, err := os.ReadFile(from)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(root, to), content, 0o644))
	}

	var stdout, stderr bytes.Buffer
	w := cli.World{
		Stdout: &stdout, Stderr: &stderr, Dir: root, Program: ".bin/racekit",
		Env: append(os.Environ(), "RACEKIT_SCRATCH="+t.TempDir(), "RACEKIT_LANG=en", "COLUMNS=100", "GITHUB_ACTIONS="),
	}
	code := cli.Run(context.Background(), w, []string{"grade", slug})
	require.Equal(t, cli.ExitOK, code, stderr.String())
	return stdout.String()
}

// TestReadmeNamesEveryVerdict holds the table of verdicts to the vocabulary.
func TestReadmeNamesEveryVerdict(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	at := 0
	for _, v := range verdict.All() {
		row := "| " + string(v) + " | " + words.Of(v).In(verdict.Japanese) + " |"
		i := strings.Index(string(readme)[at:], row)
		require.GreaterOrEqual(t, i, 0, "README.md lacks, or has out of order, the row %q", row)
		at += i
	}
}
