package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/check"
	"racekit/grader/cli"
	"racekit/grader/course"
	"racekit/grader/verdict"
)

// called is what a call of racekit left.
type called struct {
	code           int
	stdout, stderr string
}

// call runs racekit in dir, with the environment of the tests and more.
func call(ctx context.Context, t *testing.T, dir string, env []string, args ...string) called {
	t.Helper()
	var stdout, stderr bytes.Buffer
	w := cli.World{
		Stdout: &stdout, Stderr: &stderr, Dir: dir,
		Env: append(append(os.Environ(), "RACEKIT_LANG=en", "RACEKIT_SCRATCH="+t.TempDir(), "COLUMNS=", "MAKELEVEL="), env...),
	}
	code := cli.Run(ctx, w, args)
	return called{code, stdout.String(), stderr.String()}
}

// soundKit is a small kit in which check finds nothing wrong without executing it.
func soundKit(t *testing.T) string {
	t.Helper()
	root := catalogtest.New(t)
	catalogtest.Remove(t, root, "exercises/relay")
	const testdata = "solutions/tally/testdata/"
	for _, name := range []string{"alternatives/one.go", "alternatives/two.go"} {
		catalogtest.Write(t, root, testdata+name, catalogtest.Read(t, root, testdata+"alternatives/atomic.go"))
	}
	for _, name := range []string{"mutants/one.go", "mutants/two.go", "mutants/three.go", "mutants/four.go"} {
		catalogtest.Write(t, root, testdata+name, catalogtest.Read(t, root, testdata+"mutants/unlockedread.go"))
	}
	catalogtest.Replace(t, root, testdata+"mutants/four.go", `"TestReadWhileMarking"`, `"TestNoLostMark"`)
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		page, err := course.Renew("<!-- course: this part is written by 'racekit check --write --fast' -->\n<!-- end of course -->\n", kit, l)
		require.NoError(t, err)
		catalogtest.Write(t, root, course.File(l), page)
	}
	return root
}

func TestCheck_ExitCodes(t *testing.T) {
	t.Parallel()
	root := soundKit(t)
	got := call(t.Context(), t, root, nil, "check", "--fast")
	assert.Equal(t, cli.ExitBelow, got.code, "there is no digest list yet")
	assert.Contains(t, got.stdout, "exercises/digests.txt: cannot be read")
	assert.Empty(t, got.stderr)

	got = call(t.Context(), t, root, nil, "check", "--write", "--fast")
	assert.Equal(t, called{cli.ExitOK, "check: 1 exercise, nothing executed\n", "check: wrote exercises/digests.txt\n"}, got)

	for _, tt := range []struct{ flag, want string }{
		{"--repeat=0", "--repeat 0: at least 1 grading is needed"},
		{"--runs=0", "--runs 0: at least 1 execution is needed"},
		{"--jobs=-1", "--jobs -1: name a number of processes"},
		{"--sped", "'racekit check --help' lists the flags"},
	} {
		got = call(t.Context(), t, root, nil, "check", tt.flag)
		assert.Equal(t, cli.ExitUsage, got.code)
		assert.Contains(t, got.stderr, tt.want)
	}
	got = call(t.Context(), t, root, nil, "check", "taly")
	assert.Equal(t, cli.ExitUsage, got.code)
	assert.Contains(t, got.stderr, "tally")

	catalogtest.Remove(t, root, "solutions")
	got = call(t.Context(), t, root, nil, "check")
	assert.Equal(t, cli.ExitUsage, got.code)
	assert.Contains(t, got.stderr, "the kit has no solutions")
	assert.Contains(t, got.stderr, "git checkout -- solutions")
	assert.Empty(t, got.stdout)
}

func TestCheck_JSON(t *testing.T) {
	t.Parallel()
	got := call(t.Context(), t, soundKit(t), nil, "check", "--fast", "--json")
	assert.Equal(t, cli.ExitBelow, got.code)
	var r check.Report
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &r))
	require.Len(t, r.Mistakes, 1)
	assert.Equal(t, "exercises/digests.txt", r.Mistakes[0].File)
}

func TestCheck_Interrupted(t *testing.T) {
	t.Parallel()
	root := soundKit(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := call(ctx, t, root, nil, "check", "--write")
	assert.Equal(t, cli.ExitInterrupted, got.code)
	assert.Contains(t, got.stdout, "check: interrupted after 0 of 11 gradings\n")
}
