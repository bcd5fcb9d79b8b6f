package corpus_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/admit"
	"racekit/grader/catalog"
	"racekit/grader/confine"
	"racekit/grader/corpus"
	"racekit/grader/grade"
	"racekit/grader/report/collect"
	"racekit/grader/verdict"
)

// full grades what has to be built and executed too ("make attacks"), and all of it without
// admission as well ("make prove"). It takes many minutes.
var full = flag.Bool("full", false, "grade the whole corpus")

const root = "../.."

// TestMain is also the launcher of the processes that this test binary confines.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// graded grades one exercise of a tree.
func graded(t *testing.T, cfg grade.Config) verdict.Exercise {
	t.Helper()
	scratch, err := filepath.Abs(filepath.Join(os.TempDir(), fmt.Sprintf("racekit-corpus-%d", os.Getuid())))
	require.NoError(t, err)
	cfg.Root, cfg.Scratch, cfg.Env, cfg.Seed = root, scratch, os.Environ(), grade.DefaultSeed
	cfg.Runs, cfg.Schedules, cfg.Jobs, cfg.Exploring = 3, 100, 1, 30*time.Second
	var got kept
	_, err = grade.Run(context.Background(), cfg, &got)
	require.NoError(t, err)
	require.Len(t, got.Exercises, 1)
	return got.Exercises[0]
}

// kept is what a grading said.
type kept struct{ collect.Stream }

func (*kept) Summary(verdict.Summary) error { return nil }

// refusedOnly reports whether an attack must not even be built.
func refusedOnly(a corpus.Attack) bool {
	return len(a.Verdicts) == 1 && a.Verdicts[0] == string(verdict.Refused)
}

// No submission with a trick may score what it did not earn.
func TestAttacks(t *testing.T) {
	attacks, err := corpus.Attacks(filepath.Join(root, "testdata", "attacks"))
	require.NoError(t, err)
	require.Greater(t, len(attacks), 60)
	for _, a := range attacks {
		if !*full && !refusedOnly(a) {
			continue
		}
		t.Run(a.Name, func(t *testing.T) {
			if refusedOnly(a) {
				t.Parallel() // the others may take all memory that they are given
			} else if tier, why := confine.Probe(); tier == confine.T0 && a.Exercise == "processes" {
				t.Skip("nothing holds its child processes here: " + why)
			}
			dir := t.TempDir()
			require.NoError(t, a.Lay(dir))
			got := graded(t, grade.Config{Dir: dir, Slugs: []string{a.Exercise}})
			judge(t, a, got)
			t.Logf("%s: %s, %d points", a.Name, got.Verdict, got.Earned)
		})
	}
}

// judge compares what came of an attack with what must.
func judge(t *testing.T, a corpus.Attack, got verdict.Exercise) {
	t.Helper()
	assert.Contains(t, a.Verdicts, string(got.Verdict), a.Trick)
	if got.Verdict == verdict.Refused {
		assert.Zero(t, got.Earned)
		require.NotEmpty(t, got.Findings)
		what := got.Findings[0].What.En
		assert.Contains(t, what, "(rule "+a.Rule+")")
		if a.Line > 0 {
			assert.Equal(t, a.Line, got.Findings[0].Place.Line, what)
		}
	}
	if !slices.Contains(a.Verdicts, string(verdict.Pass)) {
		assert.Less(t, got.Earned, 100, a.Trick)
	}
}

// What stands behind admission: the same attacks, without it.
func TestAttacks_Behind(t *testing.T) {
	if !*full {
		t.Skip("make prove executes them")
	}
	attacks, err := corpus.Attacks(filepath.Join(root, "testdata", "attacks"))
	require.NoError(t, err)
	for _, a := range attacks {
		if len(a.Behind) == 0 {
			continue
		}
		t.Run(a.Name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, a.Lay(dir))
			got := graded(t, grade.Config{Dir: dir, Slugs: []string{a.Exercise}, Without: admit.Rules()})
			assert.Contains(t, a.Behind, string(got.Verdict), a.Trick)
			assert.Less(t, got.Earned, 100)
			t.Logf("%s: %s, %d points", a.Name, got.Verdict, got.Earned)
		})
	}
}

// Nobody honest is refused, or scores less than the work is worth.
func TestHonest(t *testing.T) {
	honest, err := corpus.HonestOnes(filepath.Join(root, "testdata", "honest"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(honest), 100)
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	for _, h := range honest {
		t.Run(h.Name, func(t *testing.T) {
			ex, err := kit.Lookup(h.Exercise)
			require.NoError(t, err)
			policy := admit.Policy{Imports: ex.Imports, Unexplored: ex.Processes, Kit: map[string][]byte{}}
			for _, name := range ex.KitFiles {
				policy.Kit[name], err = os.ReadFile(filepath.Join(root, ex.Dir, name))
				require.NoError(t, err)
			}
			assert.Empty(t, policy.Check(map[string][]byte{h.Exercise + ".go": h.Content}))
			if !*full {
				return
			}
			t.Parallel()
			got := graded(t, grade.Config{
				Slugs: []string{h.Exercise}, Replace: map[string][]byte{h.Exercise + "/" + h.Exercise + ".go": h.Content},
			})
			assert.Equal(t, verdict.Pass, got.Verdict)
			assert.Equal(t, 100, got.Earned)
			for _, one := range got.Tests {
				if one.Finding != nil {
					t.Logf("%s: %s: %s\n%s", one.Name, one.Verdict, one.Finding.What.En, one.Finding.Message)
				}
			}
		})
	}
}
