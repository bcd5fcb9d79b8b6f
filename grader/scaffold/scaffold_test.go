package scaffold_test

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/scaffold"
	"racekit/grader/verdict"
)

// load reads the kit at root.
func load(t *testing.T, root string) *catalog.Kit {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	return kit
}

func TestNew(t *testing.T) {
	t.Parallel()
	root := catalogtest.New(t)
	title := verdict.Text{En: `A "queue" of \ two`, Ja: "2つの待ち行列"}
	files, err := scaffold.New(load(t, root), scaffold.Exercise{Slug: "queue2", Title: title, Order: 15, Level: catalog.Advanced})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"exercises/queue2/exercise.toml", "exercises/queue2/queue2.go", "exercises/queue2/queue2_test.go",
		"exercises/queue2/README.md", "exercises/queue2/README.ja.md", "exercises/queue2/hints.md", "exercises/queue2/hints.ja.md",
		"solutions/queue2/queue2.go", "solutions/queue2/queue2_test.go", "solutions/queue2/README.md",
		"solutions/queue2/testdata/alternatives/atomic.go", "solutions/queue2/testdata/mutants/own_lock.go",
	}, files)

	kit := load(t, root)
	ex, err := kit.Lookup("queue2")
	require.NoError(t, err)
	assert.Equal(t, title, ex.Title)
	assert.Equal(t, 15, ex.Order)
	assert.Equal(t, catalog.Advanced, ex.Level)
	assert.NoError(t, kit.Verify())
	set, err := answers.Load(root, ex)
	require.NoError(t, err)
	assert.Equal(t, []string{"TestNothingIsLost"}, set.Mutants[0].Fails)
	for _, file := range files {
		assert.NotContains(t, catalogtest.Read(t, root, file), "{{")
		if path.Ext(file) == ".go" {
			_, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
			assert.NoError(t, err)
		}
	}
}

// What a check says of a new exercise is what its author has to write, and nothing else.
func TestNew_NamesWhatToWrite(t *testing.T) {
	t.Parallel()
	root := catalogtest.New(t)
	files, err := scaffold.New(load(t, root), scaffold.Exercise{Slug: "queue", Level: catalog.Beginner})
	require.NoError(t, err)
	ex, err := load(t, root).Lookup("queue")
	require.NoError(t, err)
	said := map[string]int{}
	for _, err := range answers.Mirror(root, ex) {
		file, rest, _ := strings.Cut(err.Error(), ":")
		said[file]++
		assert.Contains(t, rest, "is not written yet: ")
	}
	for _, file := range files {
		want := strings.Count(catalogtest.Read(t, root, file), answers.Unwritten)
		if file == "solutions/queue/queue_test.go" {
			want = 0 // a copy
		}
		if file == "solutions/queue/README.md" {
			want-- // two in one row
		}
		assert.Equal(t, want, said[file], file)
	}
}

func TestNew_Order(t *testing.T) {
	t.Parallel()
	root := catalogtest.New(t)
	last := load(t, root).Exercises[1].Order
	for i, slug := range []string{"one", "two"} {
		_, err := scaffold.New(load(t, root), scaffold.Exercise{Slug: slug, Level: catalog.Beginner})
		require.NoError(t, err)
		ex, err := load(t, root).Lookup(slug)
		require.NoError(t, err)
		assert.Equal(t, last/10*10+10*(i+1), ex.Order)
	}
}

func TestNew_Refuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		give scaffold.Exercise
		want string
	}{
		{"a bad slug", scaffold.Exercise{Slug: "Two-Words"}, `"Two-Words" is not of lower-case letters`},
		{"a path", scaffold.Exercise{Slug: "../out"}, `"../out" is not of lower-case letters`},
		{"no slug", scaffold.Exercise{}, `"" is not of lower-case letters`},
		{"a keyword", scaffold.Exercise{Slug: "select"}, `"select" is a keyword of Go`},
		{"a slug that exists", scaffold.Exercise{Slug: "tally"}, "exercises/tally exists, and nothing is overwritten"},
		{"a solution that exists", scaffold.Exercise{Slug: "spare"}, "solutions/spare exists, and nothing is overwritten"},
		{"an order that is taken", scaffold.Exercise{Slug: "queue", Order: 10}, `order 10 is that of "tally"; name another`},
		{"an order below 1", scaffold.Exercise{Slug: "queue", Order: -1}, "the order is -1"},
		{"an unknown level", scaffold.Exercise{Slug: "queue", Level: "hard"}, `there is no level "hard"; name one of [beginner`},
		{"a title of two lines", scaffold.Exercise{Slug: "queue", Title: verdict.Text{En: "a\nb"}}, `the title "a\nb" is not one line`},
		{"a title that is no text", scaffold.Exercise{Slug: "queue", Title: verdict.Text{Ja: "\xff"}}, "is not one line"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := catalogtest.New(t)
			catalogtest.Write(t, root, "solutions/spare/notes.txt", "?")
			before := names(t, root)
			if tt.give.Level == "" {
				tt.give.Level = catalog.Beginner
			}
			_, err := scaffold.New(load(t, root), tt.give)
			require.ErrorIs(t, err, scaffold.ErrRefused)
			assert.ErrorContains(t, err, tt.want)
			assert.Equal(t, before, names(t, root), "nothing was written")
		})
	}
}

func TestNew_LeavesNothingHalfMade(t *testing.T) {
	t.Parallel()
	root := catalogtest.New(t)
	catalogtest.Remove(t, root, "solutions")
	before := names(t, root)
	_, err := scaffold.New(load(t, root), scaffold.Exercise{Slug: "queue", Level: catalog.Beginner})
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "bring the folder back: git checkout -- solutions")
	assert.Equal(t, before, names(t, root))
}

func TestRemove(t *testing.T) {
	t.Parallel()
	root := catalogtest.New(t)
	before := names(t, root)
	_, err := scaffold.New(load(t, root), scaffold.Exercise{Slug: "queue", Level: catalog.Beginner})
	require.NoError(t, err)
	require.NoError(t, scaffold.Remove(root, "queue"))
	assert.Equal(t, before, names(t, root))
}

// names are all files and folders below root.
func names(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	require.NoError(t, filepath.Walk(root, func(file string, _ os.FileInfo, err error) error {
		all = append(all, file)
		return err
	}))
	return all
}
