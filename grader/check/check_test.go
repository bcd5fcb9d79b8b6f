package check_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/check"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// said are the mistakes of a report, one a line.
func said(r check.Report) string {
	var lines []string
	for _, m := range r.Mistakes {
		lines = append(lines, m.String())
	}
	return strings.Join(lines, "\n")
}

// fast checks without executions.
func fast(t *testing.T, root string, slugs ...string) check.Report {
	t.Helper()
	r, err := check.Run(t.Context(), check.Config{Root: root, Slugs: slugs, Fast: true})
	require.NoError(t, err)
	assert.Zero(t, r.Planned)
	return r
}

func TestRun_Static(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		give func(t *testing.T, root string)
		want string
	}{
		{"nothing", func(*testing.T, string) {}, ""},
		{"broken metadata", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, "exercises/tally/exercise.toml", "points = 60", "points = 50")
		}, "exercises/tally/exercise.toml:"},
		{"a test that the metadata does not know", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, "exercises/tally/tally_test.go", "func TestNoLostMark", "func TestOther")
		}, "TestOther"},
		{"no digest list", func(t *testing.T, root string) { catalogtest.Remove(t, root, "exercises/digests.txt") },
			"exercises/digests.txt: cannot be read, so that no answer can be graded: it does not exist; run: racekit check --write"},
		{"a stale digest", func(t *testing.T, root string) { catalogtest.Write(t, root, "exercises/tally/README.md", "# Tally") },
			"exercises/tally/README.md: is not as exercises/digests.txt says; if the file is right, run: racekit check --write"},
		{"no Japanese hints", func(t *testing.T, root string) { catalogtest.Remove(t, root, "exercises/tally/hints.ja.md") },
			"exercises/tally/hints.ja.md"},
		{"a mutant that does not parse", func(t *testing.T, root string) {
			catalogtest.Write(t, root, mutants+"twice.go", "// A mistake.\npackage tally\n\nfunc {\n")
		}, mutants + "twice.go:4: expected 'IDENT'"},
		{"no solution", func(t *testing.T, root string) { catalogtest.Remove(t, root, solution) },
			solution + ": is missing; write it, or bring it back: git checkout -- " + solution},
		{"two tiers of hints", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/hints.md", "## 1\nA\n## 2\nB\n")
		}, "exercises/tally/hints.md: has 2 hints"},
		{"a stranger in an exercise", func(t *testing.T, root string) { catalogtest.Write(t, root, "exercises/tally/notes.txt", "?") },
			"exercises/tally/notes.txt: is no file of the exercise"},
		{"a stranger among the exercises", func(t *testing.T, root string) { catalogtest.Write(t, root, "exercises/notes.txt", "?") },
			"exercises/notes.txt: belongs to no exercise"},
		{"a stranger among the solutions", func(t *testing.T, root string) { catalogtest.Write(t, root, "solutions/relay/relay.go", "?") },
			"solutions/relay: is the solution of no exercise"},
		{"a stranger in a solution", func(t *testing.T, root string) { catalogtest.Write(t, root, "solutions/tally/notes.txt", "?") },
			"solutions/tally/notes.txt: is no file of the solution"},
		{"a mirror with another test", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, "solutions/tally/tally_test.go", "range 2", "range 3")
		}, "solutions/tally/tally_test.go:13: differs from exercises/tally/tally_test.go"},
		{"a mutant without means", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, mutants+"twice.go", "//\tmeans = \"native\"\n", "")
		}, mutants + "twice.go:1: means is \"\""},
		{"a page of the course without its markers", func(t *testing.T, root string) { catalogtest.Write(t, root, "exercises/README.ja.md", "# 課題\n") },
			"exercises/README.ja.md: it lacks the lines"},
		{"no page of the course", func(t *testing.T, root string) { catalogtest.Remove(t, root, "exercises/README.md") },
			"exercises/README.md: is missing; bring it back: git checkout -- exercises/README.md"},
		{"too few mutants", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, mutants+"thrown.go")
			catalogtest.Remove(t, root, mutants+"parted.go")
		}, "solutions/tally/testdata/mutants: holds 5; write 6 or more"},
		{"a test that no mutant fails alone", func(t *testing.T, root string) { catalogtest.Remove(t, root, mutants+"missed.go") },
			"exercises/tally/tally_test.go:10: no mutant fails TestNoLostMark and nothing else, so nothing shows that this test is needed; " +
				`write a mutant that declares fails = ["TestNoLostMark"], or fold the test into another`},
		{"a mutant that does not say what it fails", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, mutants+"missed.go", "//\tfails = [\"TestNoLostMark\"]\n", "")
		}, "no mutant fails TestNoLostMark and nothing else"},
		{"no score in between", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, mutants+"missed.go")
			catalogtest.Remove(t, root, mutants+"unlockedread.go")
		}, "solutions/tally/testdata/mutants: no mutant declares to fail some tests and pass others, so no score between 0 and full is known; write one"},
		{"too few alternatives", func(t *testing.T, root string) { catalogtest.Remove(t, root, alternatives+"again.go") },
			"solutions/tally/testdata/alternatives: holds 2; write 3 or more"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := newKit(t)
			tt.give(t, root)
			r := fast(t, root)
			assert.Equal(t, tt.want == "", r.OK(), said(r))
			assert.Contains(t, said(r), tt.want)
		})
	}
}

func TestRun_OnlyTheChosen(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	for _, file := range []string{"exercise.toml", "relay.go", "relay_test.go", "README.md", "README.ja.md", "hints.md", "hints.ja.md"} {
		catalogtest.Write(t, root, "exercises/relay/"+file, catalogtest.Read(t, catalogtest.New(t), "exercises/relay/"+file))
	}
	renewPages(t, root)
	assert.Contains(t, said(fast(t, root)), "relay", "it has no solution, and the digest list does not know it")
	assert.Empty(t, said(fast(t, root, "tally")))

	catalogtest.Write(t, root, "exercises/relay/exercise.toml", "order = \n")
	assert.Contains(t, said(fast(t, root, "tally")), "exercises/relay/exercise.toml:1", "nothing can be checked while one exercise is broken")
}

func TestRun_WrongUse(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	_, err := check.Run(t.Context(), check.Config{Root: root, Slugs: []string{"taly"}})
	require.ErrorIs(t, err, catalog.ErrUnknown)
	catalogtest.Remove(t, root, "solutions")
	_, err = check.Run(t.Context(), check.Config{Root: root})
	require.ErrorIs(t, err, check.ErrNoSolutions)
	assert.ErrorContains(t, err, "git checkout -- solutions")
}

func TestRun_Write(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	catalogtest.Replace(t, root, "exercises/tally/tally_test.go", "range 2", "range 4")
	catalogtest.Remove(t, root, "solutions/tally/kit.go")
	catalogtest.Remove(t, root, "exercises/digests.txt")
	var wrote []string
	cfg := check.Config{Root: root, Write: true, Fast: true, Wrote: func(file string) { wrote = append(wrote, file) }}
	r, err := check.Run(t.Context(), cfg)
	require.NoError(t, err)
	assert.Empty(t, said(r))
	assert.Equal(t, []string{"solutions/tally/kit.go", "solutions/tally/tally_test.go", "exercises/digests.txt"}, wrote)
	assert.Contains(t, catalogtest.Read(t, root, "solutions/tally/tally_test.go"), `"racekit/solutions/tally"`)

	catalogtest.Write(t, root, "exercises/README.md", page)
	assert.Equal(t, "exercises/README.md: does not show the course as the metadata has it; run: racekit check --write --fast", said(fast(t, root)))
	wrote = nil
	r, err = check.Run(t.Context(), cfg)
	require.NoError(t, err)
	assert.Empty(t, said(r))
	assert.Equal(t, []string{"exercises/README.md"}, wrote)
	assert.Contains(t, catalogtest.Read(t, root, "exercises/README.md"), "| 10 | [`tally`](tally/README.md) |")

	wrote = nil
	_, err = check.Run(t.Context(), cfg)
	require.NoError(t, err)
	assert.Empty(t, wrote, "what is right is not touched")
}

func TestRun_Judges(t *testing.T) {
	t.Parallel()
	var f fake
	var steps []int
	r, err := check.Run(t.Context(), check.Config{
		Root: newKit(t), Grade: f.grade, Graded: func(done, of int) { steps = append(steps, done); assert.Equal(t, 12, of) },
	})
	require.NoError(t, err)
	assert.Empty(t, said(r))
	assert.Equal(t, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, steps)
	assert.Equal(t, "1 exercise, 4 right answers, 7 mutants: 7 killed, 1 of them meant for the explorer", r.Totals().String())
}

func TestRun_Repeat(t *testing.T) {
	t.Parallel()
	f := fake{alter: func(text string, seed uint64, ex *verdict.Exercise) {
		escapes := strings.Contains(text, "2 * Step") && seed%5 == 0 || strings.Contains(text, `"explorer"`) && seed%2 == 0
		if escapes {
			ex.Verdict, ex.Tests = verdict.Pass, nil
		}
	}}
	r, err := check.Run(t.Context(), check.Config{Root: newKit(t), Repeat: 20, Grade: f.grade})
	require.NoError(t, err)
	assert.Len(t, f.seeds, 20, "each time another seed")
	totals := r.Totals()
	assert.Equal(t, check.Count{Answers: 6, Good: 5, Lived: 1, Gradings: 120, Escaped: 4, Undeclared: 4}, totals.Native)
	assert.Equal(t, check.Count{Answers: 1, Lived: 1, Gradings: 20, Escaped: 10, Undeclared: 10}, totals.Explorer)
	assert.Equal(t, check.Count{Answers: 4, Good: 4, Gradings: 80}, totals.Right)
	require.Len(t, r.Mistakes, 2)
	assert.Contains(t, said(r), "10 of 20 gradings were not as declared; with seed 2: the mutant lived")
	assert.Contains(t, said(r), "4 of 20 gradings were not as declared; with seed 5: the mutant lived")

	var text strings.Builder
	require.NoError(t, r.Text(&text))
	assert.Contains(t, text.String(), "check: native mutants: 120 gradings, 4 lived, 4 were not as declared\n")
	assert.Contains(t, text.String(), "check: explorer mutants: 20 gradings, 10 lived, 10 were not as declared\n")
	assert.Regexp(t, `mutant +twice +wrong result \(16\), pass \(4\) +wrong result +tally.go:20 +killed 16 of 20, lived 4 of 20\n`, text.String())
}

func TestRun_Interrupted(t *testing.T) {
	t.Parallel()
	var f fake
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := check.Run(ctx, check.Config{Root: newKit(t), Grade: f.grade, Together: 1, Graded: func(done, _ int) {
		if done == 4 {
			cancel()
		}
	}})
	require.NoError(t, err)
	assert.True(t, r.Interrupted)
	assert.Equal(t, 4, r.Graded, "what was stopped is not judged")
	assert.Empty(t, said(r))
	var text strings.Builder
	require.NoError(t, r.Text(&text))
	assert.Contains(t, text.String(), "check: interrupted after 4 of 12 gradings\n")
	assert.Contains(t, text.String(), "not graded yet")
}

func TestRun_GraderFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("no C compiler")
	calls := 0
	r, err := check.Run(t.Context(), check.Config{
		Root: newKit(t), Together: 1,
		Grade: func(context.Context, grade.Config, []uint64, func(uint64) verdict.Handler) error {
			calls++
			return broken
		},
	})
	require.ErrorIs(t, err, broken)
	assert.False(t, r.Interrupted)
	assert.Equal(t, 1, calls, "the first error stops all")
}
