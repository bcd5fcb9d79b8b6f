package catalog_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/verdict"
)

const tallyManifest = "exercises/tally/exercise.toml"

func TestLoad(t *testing.T) {
	root := catalogtest.New(t)
	kit, err := catalog.Load(root)
	require.NoError(t, err)

	assert.Equal(t, root, kit.Root)
	assert.Equal(t, []string{"tally", "relay"}, kit.Slugs(), "in the order of the course, not of the alphabet")
	assert.Empty(t, kit.Strangers())

	ex := kit.Exercises[0]
	assert.Equal(t, "exercises/tally", ex.Dir)
	assert.Equal(t, 10, ex.Order)
	assert.Equal(t, catalog.Beginner, ex.Level)
	assert.Equal(t, 15, ex.Minutes)
	assert.Equal(t, []string{"data race", "lost update"}, ex.Topics)
	assert.Empty(t, ex.Prerequisites)
	assert.Equal(t, verdict.Text{En: "A tally that many hands may mark", Ja: "複数のゴルーチンから使える集計"}, ex.Title)
	assert.Equal(t, []string{"tally.go"}, ex.Files)
	assert.Equal(t, []string{"kit.go"}, ex.KitFiles)
	assert.Equal(t, []string{"tally_test.go"}, ex.TestFiles)
	assert.Empty(t, ex.Strangers())

	require.Len(t, ex.Tests, 2)
	assert.Equal(t, "TestReadWhileMarking", ex.Tests[1].Name)
	assert.Equal(t, 40, ex.Tests[1].Points)
	assert.Equal(t, []string{"Tally.Marks", "Tally.Mark"}, ex.Tests[1].About)
	assert.Equal(t, "Order the read after the writes.", ex.Tests[1].Direction.En)
}

func TestLoad_Bounds(t *testing.T) {
	root := catalogtest.New(t)
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	assert.Equal(t, catalog.Bounds{CPU: 5 * time.Second, Wall: time.Minute, Memory: 256 << 20, Steps: 500}, kit.Exercises[0].Bounds)
	assert.Equal(t, catalog.DefaultBounds(), kit.Exercises[1].Bounds)

	catalogtest.Replace(t, root, tallyManifest, "cpu_seconds = 5", "steps = 700\nwall_seconds = 90")
	kit, err = catalog.Load(root)
	require.NoError(t, err)
	assert.Equal(t, catalog.Bounds{CPU: 10 * time.Second, Wall: 90 * time.Second, Memory: 256 << 20, Steps: 700}, kit.Exercises[0].Bounds)
}

// What a learner does to a checkout never keeps the metadata from loading.
func TestLoad_Robust(t *testing.T) {
	tests := []struct {
		name string
		give func(t *testing.T, root string)
	}{
		{"stub does not parse", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/tally.go", "func {{{")
		}},
		{"stub is missing", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, "exercises/tally/tally.go")
		}},
		{"test does not parse", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/tally_test.go", "}}}")
		}},
		{"test is missing", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, "exercises/tally/tally_test.go")
		}},
		{"no solutions", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, "solutions")
		}},
		{"a folder of one's own", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/my-notes/x.txt", "")
		}},
		{"Windows line ends", func(t *testing.T, root string) {
			text := catalogtest.Read(t, root, tallyManifest)
			catalogtest.Write(t, root, tallyManifest, crlf(text))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			tt.give(t, root)
			kit, err := catalog.Load(root)
			require.NoError(t, err)
			assert.Len(t, kit.Exercises, 2)
			assert.Len(t, kit.Exercises[0].Tests, 2)
		})
	}
}

func TestStrangers(t *testing.T) {
	root := catalogtest.New(t)
	for _, name := range []string{
		"exercises/scratch/a.go", "exercises/notes.txt", "exercises/README.md", "exercises/.idea/x", "exercises/digests.txt",
		"exercises/tally/helper.go", "exercises/tally/mine_test.go", "exercises/tally/tally.go.orig",
		"exercises/tally/kit_more.go", "exercises/tally/tally_more_test.go", "exercises/tally/kitchen.go",
		"exercises/tally/.tally.go.swp", "exercises/tally/sub/x.go",
	} {
		catalogtest.Write(t, root, name, "")
	}
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	assert.Equal(t, []string{"exercises/notes.txt", "exercises/scratch/"}, kit.Strangers())
	assert.Equal(t, []string{
		"exercises/tally/helper.go", "exercises/tally/kitchen.go", "exercises/tally/mine_test.go",
		"exercises/tally/sub/", "exercises/tally/tally.go.orig",
	}, kit.Exercises[0].Strangers())
	assert.Equal(t, []string{"kit.go", "kit_more.go"}, kit.Exercises[0].KitFiles)
	assert.Equal(t, []string{"tally_more_test.go", "tally_test.go"}, kit.Exercises[0].TestFiles)
}

func TestStrangersIn(t *testing.T) {
	kit, err := catalog.Load(catalogtest.New(t))
	require.NoError(t, err)
	other := t.TempDir()

	got, err := kit.Exercises[0].StrangersIn(other)
	require.NoError(t, err)
	assert.Empty(t, got, "a folder that is missing holds nothing")

	catalogtest.Write(t, other, "exercises/tally/tally.go", "")
	catalogtest.Write(t, other, "exercises/tally/helper.go", "")
	got, err = kit.Exercises[0].StrangersIn(other)
	require.NoError(t, err)
	assert.Equal(t, []string{"exercises/tally/helper.go"}, got)

	catalogtest.Write(t, other, "exercises/relay", "a file in the folder's place")
	_, err = kit.Exercises[1].StrangersIn(other)
	assert.ErrorContains(t, err, "listing the files of relay: ")
}

func TestLookup(t *testing.T) {
	kit := &catalog.Kit{Exercises: []catalog.Exercise{
		{Slug: "parallel"}, {Slug: "nonblocking"}, {Slug: "counter"}, {Slug: "future"},
	}}
	ex, err := kit.Lookup("counter")
	require.NoError(t, err)
	assert.Equal(t, "counter", ex.Slug)

	const all = `: the exercises are parallel, nonblocking, counter, future`
	tests := []struct{ name, give, want string }{
		{"swapped letters", "conuter", `unknown exercise "conuter": did you mean "counter"? racekit list shows them all`},
		{"capital", "Counter", `unknown exercise "Counter": did you mean "counter"? racekit list shows them all`},
		{"a long one may be further off", "non-bloking", `unknown exercise "non-bloking": did you mean "nonblocking"? racekit list shows them all`},
		{"nothing near", "mutex", `unknown exercise "mutex"` + all},
		{"empty", "", `unknown exercise ""` + all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := kit.Lookup(tt.give)
			require.ErrorIs(t, err, catalog.ErrUnknown)
			assert.EqualError(t, err, tt.want)
		})
	}
}

func TestFind(t *testing.T) {
	root := catalogtest.New(t)
	for _, from := range []string{".", "exercises", "exercises/tally", "solutions/tally/testdata"} {
		got, err := catalog.Find(filepath.Join(root, filepath.FromSlash(from)))
		require.NoError(t, err)
		assert.Equal(t, root, got)
	}
	// A module of its own inside the kit is passed on the way up.
	catalogtest.Write(t, root, "exercises/tally/deep/go.mod", "module example.com/other\n")
	got, err := catalog.Find(filepath.Join(root, "exercises", "tally", "deep"))
	require.NoError(t, err)
	assert.Equal(t, root, got)

	catalogtest.Write(t, root, "go.mod", "// The kit.\r\nmodule \"racekit\" // quoted\r\n")
	_, err = catalog.Find(root)
	require.NoError(t, err)
}

func TestFind_Errors(t *testing.T) {
	outside := t.TempDir()
	_, err := catalog.Find(outside)
	require.ErrorIs(t, err, catalog.ErrNoKit)
	assert.ErrorContains(t, err, "cd to your clone")

	catalogtest.Write(t, outside, "go.mod", "module racekit\n")
	_, err = catalog.Find(outside)
	require.ErrorIs(t, err, catalog.ErrNoKit)
	assert.ErrorContains(t, err, "git checkout -- exercises")

	_, err = catalog.Find(filepath.Join(outside, "nowhere"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func BenchmarkLoad(b *testing.B) {
	root := catalogtest.New(b)
	for b.Loop() {
		_, err := catalog.Load(root)
		require.NoError(b, err)
	}
}
