package submission_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/submission"
)

// counter and gate are two exercises; the second has two files.
func exercises() []catalog.Exercise {
	return []catalog.Exercise{
		{Slug: "counter", Dir: "exercises/counter", Files: []string{"counter.go"}},
		{Slug: "gate", Dir: "exercises/gate", Files: []string{"gate.go", "door.go"}},
	}
}

func open(t *testing.T, dir string) submission.Tree {
	t.Helper()
	tree, err := submission.Open(dir, exercises())
	require.NoError(t, err)
	return tree
}

func link(t *testing.T, to, name string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(t, os.Symlink(to, name))
}

func TestTake_BothLayouts(t *testing.T) {
	for _, upper := range []string{"exercises/", ""} {
		t.Run("upper "+upper, func(t *testing.T) {
			dir := t.TempDir()
			catalogtest.Write(t, dir, upper+"counter/counter.go", "package counter\n")
			catalogtest.Write(t, dir, upper+"counter/counter_test.go", "package counter_test\n")
			catalogtest.Write(t, dir, upper+"counter/helper.go", "package counter\n")
			catalogtest.Write(t, dir, upper+"counter/more/x.go", "package more\n")
			tree := open(t, dir)

			got := tree.Take(exercises()[0])
			assert.Equal(t, map[string][]byte{"counter.go": []byte("package counter\n")}, got.Files)
			assert.Empty(t, got.Missing)
			assert.Equal(t, map[string][]byte{"counter_test.go": []byte("package counter_test\n")}, got.Own)

			strangers, err := tree.Strangers(exercises()[0])
			require.NoError(t, err)
			assert.Equal(t, []string{upper + "counter/helper.go", upper + "counter/more/"}, strangers)
		})
	}
}

func TestTake_ExerciseThatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	catalogtest.Write(t, dir, "counter/counter.go", "package counter\n")
	tree := open(t, dir)

	got := tree.Take(exercises()[1])
	assert.Empty(t, got.Files)
	assert.ErrorIs(t, got.Missing["gate.go"], fs.ErrNotExist)
	assert.ErrorIs(t, got.Missing["door.go"], fs.ErrNotExist)
	strangers, err := tree.Strangers(exercises()[1])
	require.NoError(t, err)
	assert.Empty(t, strangers)
}

func TestTake_FilesThatCannotBeTaken(t *testing.T) {
	const file = "exercises/counter/counter.go"
	tests := []struct {
		name string
		make func(t *testing.T, dir string)
		want string
	}{
		{"missing", func(*testing.T, string) {}, "does not exist"},
		{"empty", func(t *testing.T, dir string) { catalogtest.Write(t, dir, file, "") }, "the file is empty"},
		{"too large", func(t *testing.T, dir string) {
			catalogtest.Write(t, dir, file, "package counter\n"+strings.Repeat("//\n", 400_000))
		}, "larger than 64 KiB"},
		{"folder", func(t *testing.T, dir string) { catalogtest.Write(t, dir, file+"/x.go", "package x\n") }, "not a regular file"},
		{"link", func(t *testing.T, dir string) {
			catalogtest.Write(t, dir, "elsewhere.go", "package counter\n")
			link(t, "../../elsewhere.go", filepath.Join(dir, file))
		}, "not a regular file"},
		{"link to nowhere", func(t *testing.T, dir string) { link(t, "nowhere", filepath.Join(dir, file)) }, "not a regular file"},
		{"file in place of the folder", func(t *testing.T, dir string) { catalogtest.Write(t, dir, "exercises/counter", "x") }, "not a directory"},
		{"folder that leads out of the tree", func(t *testing.T, dir string) {
			solutions := t.TempDir()
			catalogtest.Write(t, solutions, "counter/counter.go", "package counter // the solution\n")
			link(t, filepath.Join(solutions, "counter"), filepath.Join(dir, "exercises/counter"))
		}, "is a link"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			catalogtest.Write(t, dir, "exercises/gate/gate.go", "package gate\n")
			tt.make(t, dir)
			got := open(t, dir).Take(exercises()[0])
			assert.Empty(t, got.Files)
			assert.ErrorContains(t, got.Missing["counter.go"], tt.want)
		})
	}
}

func TestTake_OneFileOfTwo(t *testing.T) {
	dir := t.TempDir()
	catalogtest.Write(t, dir, "exercises/gate/gate.go", "package gate\n")
	got := open(t, dir).Take(exercises()[1])
	assert.Contains(t, got.Files, "gate.go")
	assert.ErrorIs(t, got.Missing["door.go"], fs.ErrNotExist)
	assert.NotContains(t, got.Missing, "gate.go")
}

func TestTake_TreeThatWasRemoved(t *testing.T) {
	dir := t.TempDir()
	catalogtest.Write(t, dir, "exercises/counter/counter.go", "package counter\n")
	tree := open(t, dir)
	require.NoError(t, os.RemoveAll(dir))
	assert.Error(t, tree.Take(exercises()[0]).Missing["counter.go"])
}

func TestOpen_Mistakes(t *testing.T) {
	dir := t.TempDir()
	catalogtest.Write(t, dir, "file", "x")
	catalogtest.Write(t, dir, "binary/counter", "a program of that name")
	catalogtest.Write(t, dir, "other/README.md", "x")
	tests := []struct{ name, give, want string }{
		{"not there", "nowhere", "no such file"},
		{"a file", "file", "it is not a folder; name the folder that holds exercises/"},
		{"nothing in it", "other", "no exercise there; expected for example " + filepath.Join(dir, "other", "exercises/counter/counter.go")},
		{"a file with the name of an exercise", "binary", "no exercise there"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := submission.Open(filepath.Join(dir, tt.give), exercises())
			assert.ErrorContains(t, err, tt.want)
		})
	}
	_, err := submission.Open(filepath.Join(dir, "other"), exercises())
	assert.ErrorIs(t, err, submission.ErrNothing)
}
