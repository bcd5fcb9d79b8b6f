package digest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/digest"
)

// newKit makes a small kit with a current list and returns both.
func newKit(t *testing.T) (string, digest.List) {
	t.Helper()
	root := catalogtest.New(t)
	list := compute(t, root)
	require.NoError(t, list.Write(root))
	return root, list
}

func compute(t *testing.T, root string) digest.List {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	list, err := digest.Compute(root, kit)
	require.NoError(t, err)
	return list
}

func TestCompute(t *testing.T) {
	list := compute(t, catalogtest.New(t))
	var paths, stubs []string
	for _, e := range list {
		paths = append(paths, e.Path)
		if e.Stub {
			stubs = append(stubs, e.Path)
		}
	}
	assert.Equal(t, []string{
		"relay/README.ja.md", "relay/README.md", "relay/exercise.toml", "relay/hints.ja.md", "relay/hints.md",
		"relay/relay.go", "relay/relay_test.go",
		"tally/README.ja.md", "tally/README.md", "tally/exercise.toml", "tally/hints.ja.md", "tally/hints.md",
		"tally/kit.go", "tally/tally.go", "tally/tally_test.go",
	}, paths)
	assert.Equal(t, []string{"relay/relay.go", "tally/tally.go"}, stubs)
}

// The digest is the one that sha256sum prints.
func TestCompute_Sum(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Write(t, root, "exercises/tally/README.md", "abc\n")
	assert.Contains(t, compute(t, root).String(),
		"tally/README.md sha256:edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb\n")
}

func TestCompute_Errors(t *testing.T) {
	root := catalogtest.New(t)
	kit, err := catalog.Load(root)
	require.NoError(t, err)

	catalogtest.Write(t, root, "exercises/tally/kit_a b.go", "package tally\n")
	odd, err := catalog.Load(root)
	require.NoError(t, err)
	_, err = digest.Compute(root, odd)
	assert.EqualError(t, err, `computing the digests of tally: "tally/kit_a b.go" cannot stand in the list; rename the file`)

	catalogtest.Remove(t, root, "exercises/tally/tally.go")
	_, err = digest.Compute(root, kit)
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "computing the digests of tally: ")
}

func TestRead(t *testing.T) {
	root, want := newKit(t)
	got, err := digest.Read(root)
	require.NoError(t, err)
	assert.Equal(t, want, got)

	text := catalogtest.Read(t, root, digest.File)
	catalogtest.Write(t, root, digest.File, strings.ReplaceAll(text, "\n", "\r\n"))
	got, err = digest.Read(root)
	require.NoError(t, err)
	assert.Equal(t, want, got, "as checked out on Windows")
}

func TestRead_Missing(t *testing.T) {
	_, err := digest.Read(catalogtest.New(t))
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "bring it back: git checkout -- exercises/digests.txt, or, if you write exercises: racekit check --write")
}

func TestWrite(t *testing.T) {
	root, list := newKit(t)
	require.NoError(t, list[:1].Write(root), "replaces the one that is there")
	got, err := digest.Read(root)
	require.NoError(t, err)
	assert.Equal(t, list[:1], got)

	left, err := filepath.Glob(filepath.Join(root, "exercises", ".digests-*"))
	require.NoError(t, err)
	assert.Empty(t, left)

	err = list.Write(filepath.Join(root, "nowhere"))
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "writing the digest list: ")
}

func TestChanged(t *testing.T) {
	tests := []struct {
		name string
		give func(t *testing.T, root string)
		want []digest.Change
	}{
		{"nothing", func(*testing.T, string) {}, nil},
		{"an edited test", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, "exercises/tally/tally_test.go", "got != 2", "got == 2")
		}, []digest.Change{change("tally/tally_test.go", digest.Edited)}},
		{"metadata that no longer loads", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/exercise.toml", "points = \n")
		}, []digest.Change{change("tally/exercise.toml", digest.Edited)}},
		{"missing files", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, "exercises/tally/kit.go")
			catalogtest.Remove(t, root, "exercises/tally/README.md")
		}, []digest.Change{change("tally/README.md", digest.Missing), change("tally/kit.go", digest.Missing)}},
		{"an edited hint", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/hints.ja.md", "")
		}, []digest.Change{change("tally/hints.ja.md", digest.Edited)}},
		{"a test and a kit file too many", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/tally_more_test.go", "")
			catalogtest.Write(t, root, "exercises/relay/kit.go", "")
		}, []digest.Change{change("relay/kit.go", digest.Unlisted), change("tally/tally_more_test.go", digest.Unlisted)}},
		{"an exercise too many", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/mine/exercise.toml", "")
			catalogtest.Write(t, root, "exercises/mine/mine.go", "")
		}, []digest.Change{change("mine/exercise.toml", digest.Unlisted)}},
		{"a folder in the place of a file", func(t *testing.T, root string) {
			catalogtest.Remove(t, root, "exercises/tally/kit.go")
			catalogtest.Write(t, root, "exercises/tally/kit.go/x", "")
		}, []digest.Change{change("tally/kit.go", digest.Edited)}},
		{"the learner's own: stubs and strangers", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/tally.go", "package tally\n")
			catalogtest.Remove(t, root, "exercises/relay/relay.go")
			catalogtest.Write(t, root, "exercises/tally/helper.go", "")
			catalogtest.Write(t, root, "exercises/tally/mine_test.go", "")
			catalogtest.Write(t, root, "exercises/scratch/README.md", "")
			catalogtest.Write(t, root, "exercises/README.md", "")
			catalogtest.Remove(t, root, "solutions")
		}, nil},
		{"Windows line ends", func(t *testing.T, root string) {
			for _, name := range []string{"tally/tally_test.go", "tally/exercise.toml", "relay/README.ja.md"} {
				text := catalogtest.Read(t, root, "exercises/"+name)
				catalogtest.Write(t, root, "exercises/"+name, strings.ReplaceAll(text, "\n", "\r\n"))
			}
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root, list := newKit(t)
			tt.give(t, root)
			got, err := list.Changed(root)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func change(entry string, kind digest.Kind) digest.Change {
	c := digest.Change{Path: "exercises/" + entry, Kind: kind, Remedy: "git checkout -- exercises/" + entry}
	c.Slug, _, _ = strings.Cut(entry, "/")
	if kind == digest.Unlisted {
		c.Remedy = "mv " + c.Path + " " + c.Path + ".mine"
	}
	return c
}

// The command for an unlisted file leaves the kit as the list has it.
func TestChanged_MineIsNobodys(t *testing.T) {
	root, list := newKit(t)
	catalogtest.Write(t, root, "exercises/tally/tally_more_test.go.mine", "")
	catalogtest.Write(t, root, "exercises/tally/kit_more.go.mine", "")
	got, err := list.Changed(root)
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestChanged_NoExercises(t *testing.T) {
	root, list := newKit(t)
	catalogtest.Remove(t, root, "exercises")
	got, err := list.Changed(root)
	require.NoError(t, err)
	assert.Len(t, got, len(list)-2, "every file but the two stubs")

	catalogtest.Write(t, root, "exercises", "a file in the folder's place")
	_, err = list.Changed(root)
	assert.ErrorContains(t, err, "comparing the kit with its digest list: ")
}

func TestChange_Spoils(t *testing.T) {
	tests := []struct {
		name string
		want bool
	}{
		{"tally_test.go", true}, {"kit.go", true}, {"exercise.toml", true},
		{"README.md", false}, {"README.ja.md", false}, {"hints.md", false}, {"hints.ja.md", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, change("tally/"+tt.name, digest.Edited).Spoils())
		})
	}
}

func TestUntouched(t *testing.T) {
	root, list := newKit(t)
	stub := catalogtest.Read(t, root, "exercises/tally/tally.go")
	test := catalogtest.Read(t, root, "exercises/tally/tally_test.go")
	tests := []struct {
		name, path, give string
		want             bool
	}{
		{"as shipped", "tally/tally.go", stub, true},
		{"Windows line ends", "tally/tally.go", strings.ReplaceAll(stub, "\n", "\r\n"), true},
		{"one more blank", "tally/tally.go", stub + " ", false},
		{"another stub's text", "relay/relay.go", stub, false},
		{"no stub", "tally/tally_test.go", test, false},
		{"not in the list", "tally/none.go", stub, false},
		{"the list has no exercises/", "exercises/tally/tally.go", stub, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, list.Untouched(tt.path, []byte(tt.give)))
		})
	}
}

func TestStale(t *testing.T) {
	root, old := newKit(t)
	assert.Empty(t, old.Stale(compute(t, root)))

	catalogtest.Write(t, root, "exercises/tally/tally.go", "package tally\n")
	catalogtest.Write(t, root, "exercises/relay/kit.go", "package relay\n")
	catalogtest.Remove(t, root, "exercises/tally/README.ja.md")
	now := compute(t, root)
	want := []string{"exercises/relay/kit.go", "exercises/tally/README.ja.md", "exercises/tally/tally.go"}
	assert.Equal(t, want, old.Stale(now))
	assert.Equal(t, want, now.Stale(old))
}

func TestID(t *testing.T) {
	root, list := newKit(t)
	id := list.ID()
	assert.Regexp(t, `^[0-9a-f]{12}$`, id)
	assert.Equal(t, id, compute(t, root).ID())
	catalogtest.Write(t, root, "exercises/tally/hints.md", "x")
	assert.NotEqual(t, id, compute(t, root).ID())
}

func BenchmarkChanged(b *testing.B) {
	root := catalogtest.New(b)
	kit, err := catalog.Load(root)
	require.NoError(b, err)
	list, err := digest.Compute(root, kit)
	require.NoError(b, err)
	for b.Loop() {
		_, err := list.Changed(root)
		require.NoError(b, err)
	}
}

func TestList_With(t *testing.T) {
	entry := func(path, sum string) digest.Entry { return digest.Entry{Path: path, Sum: sum} }
	list := digest.List{entry("a/x", "1"), entry("c/x", "2")}
	other := digest.List{entry("b/x", "3"), entry("c/x", "4")}
	assert.Equal(t, digest.List{entry("a/x", "1"), entry("b/x", "3"), entry("c/x", "4")}, list.With(other))
	assert.Equal(t, list, list.With(nil))
}

func TestOfFiles(t *testing.T) {
	files := map[string][]byte{"b.go": []byte("b\n"), "a.go": []byte("a\n")}
	want := digest.Of([]byte("a.go " + digest.Of([]byte("a\n")) + "\nb.go " + digest.Of([]byte("b\n")) + "\n"))
	assert.Equal(t, want, digest.OfFiles(files))
	assert.Equal(t, want, digest.OfFiles(map[string][]byte{"b.go": []byte("b\r\n"), "a.go": []byte("a\n")}), "line ends are no difference")
	for name, other := range map[string]map[string][]byte{
		"another name": {"c.go": []byte("b\n"), "a.go": []byte("a\n")},
		"another text": {"b.go": []byte("c\n"), "a.go": []byte("a\n")},
		"one less":     {"a.go": []byte("a\n")},
		"none":         {},
	} {
		assert.NotEqual(t, want, digest.OfFiles(other), name)
	}
	assert.Equal(t, "sha256:87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7", digest.Of([]byte("a\n")), "as sha256sum says")
}
