package grade_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/admit"
	"racekit/grader/assemble"
	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/confine"
	"racekit/grader/digest"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// TestMain makes a scratch folder that the tests of this package share: what was built
// there once is built. Gradings at one time have slots of their own.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		panic(err)
	}
	dir, err := os.MkdirTemp("", "racekit-grade-test")
	if err == nil {
		err = os.Setenv(scratchVar, dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if err := os.RemoveAll(dir); err != nil && code == 0 {
			code = 1
		}
		os.Exit(code)
	}))
}

// scratchVar names the shared folder.
const scratchVar = "RACEKIT_GRADE_TEST_SCRATCH"

// newKit makes a kit that can grade: the exercises tally and relay of catalogtest, and
// duo, with the harness of this kit and a digest list. Duo is the stub, tally solved.
func newKit(t *testing.T) string {
	t.Helper()
	root := catalogtest.New(t)
	require.NoError(t, os.CopyFS(root, os.DirFS("testdata/kit")))
	base, err := assemble.Base("../..")
	require.NoError(t, err)
	for name, content := range base {
		catalogtest.Write(t, root, name, string(content))
	}
	// Tests that hang are to do so for a short time.
	catalogtest.Replace(t, root, "exercises/tally/exercise.toml", "cpu_seconds = 5", "cpu_seconds = 1\nwall_seconds = 20")
	solution := catalogtest.Read(t, root, "solutions/tally/tally.go")
	catalogtest.Remove(t, root, "solutions") // grading does without them
	list(t, root)
	catalogtest.Write(t, root, "exercises/tally/tally.go", solution)
	return root
}

// list writes the digest list of the kit as it is.
func list(t *testing.T, root string) {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	sums, err := digest.Compute(root, kit)
	require.NoError(t, err)
	require.NoError(t, sums.Write(root))
}

// submissionOf returns a submission for duo, and the line of it that is marked, 0 if none
// is.
func submissionOf(t *testing.T, name string) (text string, line int) {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/submissions.txtar")
	require.NoError(t, err)
	for _, f := range archive.Files {
		if f.Name != name+".go" {
			continue
		}
		for i, l := range strings.Split(string(f.Data), "\n") {
			if strings.HasSuffix(l, "// HERE") {
				line = i + 1
			}
		}
		return string(f.Data), line
	}
	require.Fail(t, "no such submission", name)
	return "", 0
}

// hand puts a submission for duo into the kit at root.
func hand(t *testing.T, root, name string) (line int) {
	t.Helper()
	text, line := submissionOf(t, name)
	catalogtest.Write(t, root, "exercises/duo/duo.go", text)
	return line
}

// listener keeps a stream.
type listener struct {
	started   []verdict.Start
	progress  []verdict.Progress
	exercises map[string]verdict.Exercise
	order     []string
	summary   verdict.Summary
	ended     int
}

func (l *listener) Start(m verdict.Start) error {
	l.started = append(l.started, m)
	return nil
}

func (l *listener) Progress(m verdict.Progress) error {
	l.progress = append(l.progress, m)
	return nil
}

func (l *listener) Exercise(m verdict.Exercise) error {
	if _, twice := l.exercises[m.Slug]; twice {
		return fmt.Errorf("%s was reported twice", m.Slug)
	}
	if l.exercises == nil {
		l.exercises = map[string]verdict.Exercise{}
	}
	l.exercises[m.Slug] = m
	l.order = append(l.order, m.Slug)
	return nil
}

func (l *listener) Summary(m verdict.Summary) error {
	l.summary = m
	l.ended++
	return nil
}

// config grades the kit at root, without admission: what these tests are about stands
// behind it. Package corpus tests it.
func config(root string, slugs ...string) grade.Config {
	return grade.Config{
		Root: root, Slugs: slugs, Runs: 2, Jobs: 2, Seed: 1, Scratch: os.Getenv(scratchVar), Env: os.Environ(), Without: admit.Rules(),
	}
}

// run grades, and checks what holds of every grading.
func run(t *testing.T, cfg grade.Config) *listener {
	t.Helper()
	var l listener
	s, err := grade.Run(context.Background(), cfg, &l)
	require.NoError(t, err)
	assert.Equal(t, s, l.summary)
	sound(t, &l)
	return &l
}

// sound checks what holds of every stream.
func sound(t *testing.T, l *listener) {
	t.Helper()
	require.Len(t, l.started, 1)
	assert.Equal(t, l.started[0].Slugs, l.order, "each exercise once, in the order of the course")
	assert.Equal(t, 1, l.ended)
	for _, ex := range l.exercises {
		for _, f := range ex.Findings {
			soundFinding(t, ex, f)
		}
		for _, test := range ex.Tests {
			assert.True(t, test.Verdict.Known(), "%s %s: %q", ex.Slug, test.Name, test.Verdict)
			assert.True(t, test.Earned == 0 || test.Earned == test.Points && test.Verdict == verdict.Pass)
			if test.Finding != nil {
				soundFinding(t, ex, *test.Finding)
				assert.Equal(t, test.Name, test.Finding.Test)
				assert.True(t, test.Finding.Execution > 0 || test.Finding.Schedule != nil)
			}
		}
	}
}

func soundFinding(t *testing.T, ex verdict.Exercise, f verdict.Finding) {
	t.Helper()
	assert.NotEmpty(t, f.What.En)
	assert.NotEmpty(t, f.What.Ja)
	assert.True(t, f.Place.IsZero() || f.Place.Learner && strings.HasPrefix(f.Place.File, ex.Dir+"/"), "%+v", f.Place)
	for _, said := range []string{f.What.En, f.Message} {
		assert.NotContains(t, said, os.TempDir(), "a path of the scratch module")
		assert.NotContains(t, said, "_check.go")
	}
}
