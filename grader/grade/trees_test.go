package grade_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/grade"
	"racekit/grader/submission"
	"racekit/grader/verdict"
)

// note returns the note about a file.
func note(t *testing.T, ex verdict.Exercise, file string) verdict.Note {
	t.Helper()
	for _, n := range ex.Notes {
		if n.File == file {
			assert.NotEmpty(t, n.Text.Ja)
			return n
		}
	}
	require.Fail(t, "no note", "about %s; there are %+v", file, ex.Notes)
	return verdict.Note{}
}

func TestKitThatWasChanged(t *testing.T) {
	t.Parallel()
	const test = "exercises/duo/duo_test.go"
	tests := []struct {
		name   string
		change func(t *testing.T, root string)
		file   string
		says   string
		want   verdict.Verdict
	}{
		{"weaker test", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, test, "f.Load() != 1 || g.Load() != 1", "false")
		}, test, "is edited", verdict.Pass},
		{"bounds", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, "exercises/duo/exercise.toml", "cpu_seconds = 1", "cpu_seconds = 9")
		}, "exercises/duo/exercise.toml", "is edited", verdict.Pass},
		{"kit file", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, "exercises/duo/kit.go", "Size = 2", "Size = 1")
		}, "exercises/duo/kit.go", "is edited", verdict.Pass},
		{"test that does not parse", func(t *testing.T, root string) {
			catalogtest.Write(t, root, test, catalogtest.Read(t, root, test)+"}\n")
		}, test, "is edited", verdict.DoesNotCompile},
		{"test without a function", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, test, "func TestBoth(", "func testBoth(")
		}, test, "is edited", verdict.DoesNotCompile},
		{"test that is gone", func(t *testing.T, root string) { catalogtest.Remove(t, root, test) }, test, "is missing", verdict.DoesNotCompile},
		{"kit file that is gone", func(t *testing.T, root string) { catalogtest.Remove(t, root, "exercises/duo/kit.go") }, "exercises/duo/kit.go", "is missing", verdict.DoesNotCompile},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := newKit(t)
			hand(t, root, "right")
			tt.change(t, root)
			l := run(t, config(root, "tally", "duo"))
			ex := l.exercises["duo"]
			assert.Equal(t, tt.want, ex.Verdict)
			assert.False(t, ex.Counts)
			n := note(t, ex, tt.file)
			assert.Contains(t, n.Text.En, tt.says)
			assert.Equal(t, "git checkout -- "+tt.file, n.Remedy)
			if f := worst(ex); f != nil {
				assert.Zero(t, f.Place, "no line of the learner's is to blame")
				assert.Contains(t, f.What.En, "a file of the kit was changed")
				assert.Contains(t, f.Direction.En, n.Remedy)
			}
			assert.Equal(t, []string{"duo"}, l.summary.NotCounted)
			assert.Equal(t, 100, l.summary.Points, "only tally counts")
			assert.Equal(t, verdict.Pass, l.exercises["tally"].Verdict)
			assert.True(t, l.exercises["tally"].Counts)
		})
	}
}

func TestTextsThatWereChangedDoNoHarm(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "right")
	catalogtest.Write(t, root, "exercises/duo/README.md", "my notes")
	catalogtest.Remove(t, root, "exercises/duo/hints.ja.md")
	ex := run(t, config(root, "duo")).exercises["duo"]
	assert.True(t, ex.Counts)
	assert.Equal(t, 100, ex.Earned)
	note(t, ex, "exercises/duo/README.md")
	note(t, ex, "exercises/duo/hints.ja.md")
}

func TestFilesThatAreNotListed(t *testing.T) {
	t.Parallel()
	for _, upper := range []string{"exercises/", ""} {
		t.Run("upper "+upper, func(t *testing.T) {
			t.Parallel()
			root, dir := newKit(t), t.TempDir()
			text, line := submissionOf(t, "needs_helper")
			catalogtest.Write(t, dir, upper+"duo/duo.go", text)
			catalogtest.Write(t, dir, upper+"duo/helper.go", "package duo\n\nfunc helper(f, g func()) {}\n")
			catalogtest.Write(t, dir, upper+"duo/duo_more_test.go", "package duo_test\n")
			cfg := config(root, "duo")
			cfg.Dir = dir
			ex := run(t, cfg).exercises["duo"]
			assert.Equal(t, verdict.DoesNotCompile, ex.Verdict)
			assert.Equal(t, line, worst(ex).Place.Line)
			assert.Contains(t, note(t, ex, upper+"duo/helper.go").Text.En, "not graded")
			assert.Contains(t, note(t, ex, "exercises/duo/duo_more_test.go").Text.En, "not graded")
			assert.True(t, ex.Counts, "nothing of the kit was changed")
		})
	}
}

func TestOtherTree_IsGradedWithTheKitsFiles(t *testing.T) {
	t.Parallel()
	root, dir := newKit(t), t.TempDir()
	text, _ := submissionOf(t, "wrong")
	catalogtest.Write(t, dir, "exercises/duo/duo.go", text)
	catalogtest.Write(t, dir, "exercises/duo/kit.go", "package duo\n\nconst Size = 0\n")
	catalogtest.Write(t, dir, "exercises/duo/duo_test.go", "package duo_test\n")
	catalogtest.Write(t, dir, "exercises/duo/exercise.toml", "rubbish")
	// The same but for its line ends, as on Windows.
	catalogtest.Write(t, dir, "exercises/duo/README.md", strings.ReplaceAll(catalogtest.Read(t, root, "exercises/duo/README.md"), "\n", "\r\n"))
	before := snapshot(t, dir)
	cfg := config(root)
	cfg.Dir = dir
	l := run(t, cfg)
	assert.Equal(t, before, snapshot(t, dir), "a learner's tree was written to")

	ex := l.exercises["duo"]
	assert.Equal(t, verdict.WrongResult, ex.Verdict)
	assert.Equal(t, 50, ex.Earned)
	assert.True(t, ex.Counts)
	for _, file := range []string{"kit.go", "duo_test.go", "exercise.toml"} {
		assert.Contains(t, note(t, ex, "exercises/duo/"+file).Text.En, "differs from the kit's")
	}
	assert.Len(t, ex.Notes, 3)
	for _, slug := range []string{"tally", "relay"} {
		assert.Equal(t, verdict.DoesNotCompile, l.exercises[slug].Verdict, "it was not handed in")
		assert.Contains(t, worst(l.exercises[slug]).What.En, "is not in the submission")
	}
}

// snapshot is every file below dir with what is in it.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var text []byte
			text, err = os.ReadFile(path)
			files[path] = string(text)
		}
		return err
	}))
	return files
}

func TestKitItselfIsOnlyRead(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "race")
	before := snapshot(t, root)
	run(t, config(root, "duo"))
	assert.Equal(t, before, snapshot(t, root))
}

func TestReplace(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	text, _ := submissionOf(t, "right")
	cfg := config(root, "duo")
	cfg.Replace = map[string][]byte{"duo/duo.go": []byte(text), "tally/tally.go": []byte("not for this one")}
	ex := run(t, cfg).exercises["duo"]
	assert.Equal(t, verdict.Pass, ex.Verdict)
	assert.False(t, ex.Untouched)

	catalogtest.Remove(t, root, "exercises/duo/duo.go")
	assert.Equal(t, verdict.Pass, run(t, cfg).exercises["duo"].Verdict, "what is replaced need not be there")
}

func TestNoRace(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "race")
	cfg := config(root, "duo", "tally")
	cfg.NoRace = true
	l := run(t, cfg)
	assert.False(t, l.started[0].Race)
	require.Len(t, l.started[0].Notices, 1)
	assert.Contains(t, l.started[0].Notices[0].En, "race detector is off")
	assert.NotEqual(t, verdict.DataRace, l.exercises["duo"].Verdict)
	assert.Equal(t, verdict.Pass, l.exercises["tally"].Verdict)
	assert.ElementsMatch(t, []string{"duo", "tally"}, l.summary.NotCounted)
	assert.Zero(t, l.summary.Points)

	hand(t, root, "deadlock")
	assert.Equal(t, verdict.Deadlock, run(t, cfg).exercises["duo"].Verdict, "other faults are still seen")
}

func TestSlugs(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	l := run(t, config(root, "relay", "tally", "relay"))
	assert.Equal(t, []string{"tally", "relay"}, l.started[0].Slugs)
}

func TestMistakesOfTheCaller(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(t *testing.T, cfg *grade.Config)
		is     error
		says   string
	}{
		{"unknown exercise", func(t *testing.T, cfg *grade.Config) { cfg.Slugs = []string{"tally", "dou"} }, catalog.ErrUnknown, `did you mean "duo"?`},
		{"two unknown exercises", func(t *testing.T, cfg *grade.Config) { cfg.Slugs = []string{"dou", "relya"} }, catalog.ErrUnknown, `did you mean "relay"?`},
		{"no such folder", func(t *testing.T, cfg *grade.Config) { cfg.Dir = filepath.Join(cfg.Root, "nowhere") }, os.ErrNotExist, "opening the submission"},
		{"no submission there", func(t *testing.T, cfg *grade.Config) { cfg.Dir = t.TempDir() }, submission.ErrNothing, "exercises/tally/tally.go"},
		{"broken metadata", func(t *testing.T, cfg *grade.Config) {
			catalogtest.Write(t, cfg.Root, "exercises/duo/exercise.toml", "order = \"first\"\n")
		}, grade.ErrUsage, "exercises/duo/exercise.toml:1"},
		{"no digest list", func(t *testing.T, cfg *grade.Config) { catalogtest.Remove(t, cfg.Root, "exercises/digests.txt") }, grade.ErrUsage, "digest"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := config(newKit(t))
			tt.change(t, &cfg)
			var l listener
			_, err := grade.Run(context.Background(), cfg, &l)
			assert.ErrorIs(t, err, tt.is)
			assert.ErrorIs(t, err, grade.ErrUsage)
			assert.ErrorContains(t, err, tt.says)
			assert.Empty(t, l.started)
		})
	}
}

func TestFaultsOfTheMachine(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(t *testing.T, cfg *grade.Config)
		says   string
	}{
		{"no cgo", func(t *testing.T, cfg *grade.Config) { cfg.Env = append(cfg.Env, "CGO_ENABLED=0") }, "--no-race"},
		{"no compiler", func(t *testing.T, cfg *grade.Config) { cfg.Env = append(cfg.Env, "CC=no-such-compiler") }, "install gcc"},
		{"no harness", func(t *testing.T, cfg *grade.Config) { catalogtest.Remove(t, cfg.Root, "grader/harness") }, "git checkout -- grader/harness"},
		{"broken harness", func(t *testing.T, cfg *grade.Config) {
			catalogtest.Write(t, cfg.Root, "grader/harness/broken.go", "package harness\n\nfunc broken() int {}\n")
		}, "grader/harness/broken.go:3: missing return"},
		{"scratch that is a file", func(t *testing.T, cfg *grade.Config) { cfg.Scratch = filepath.Join(cfg.Root, "go.mod") }, "set RACEKIT_SCRATCH"},
		{"modules that are not there", func(t *testing.T, cfg *grade.Config) {
			cfg.Env = append(cfg.Env, "GOMODCACHE="+t.TempDir(), "GOPROXY=off")
		}, "go mod download"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := config(newKit(t), "tally", "duo")
			tt.change(t, &cfg)
			var l listener
			_, err := grade.Run(context.Background(), cfg, &l)
			require.Error(t, err)
			assert.NotErrorIs(t, err, grade.ErrUsage)
			assert.ErrorContains(t, err, tt.says)
			assert.Empty(t, l.order, "a learner was blamed")
		})
	}
}
