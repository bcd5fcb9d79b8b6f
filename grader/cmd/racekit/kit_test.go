//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"racekit/grader/assemble"
	"racekit/grader/catalog"
	"racekit/grader/digest"
)

// kitFiles are the files of a clone by slash path, as far as grading needs them.
type kitFiles struct {
	files map[string][]byte
	// learners are the names of the learner's files by slug.
	learners map[string][]string
}

// kitKey is where a script finds its kitFiles.
type kitKey struct{}

// readKit reads the checkout that this test is part of.
func readKit(t *testing.T) kitFiles {
	t.Helper()
	root, err := catalog.Find(".")
	require.NoError(t, err)
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	list, err := digest.Read(root)
	require.NoError(t, err)
	changes, err := list.Changed(root)
	require.NoError(t, err)
	require.Empty(t, changes, "files of the kit were edited: run 'racekit check --write --fast' first")

	k := kitFiles{learners: map[string][]string{}}
	k.files, err = assemble.Base(root)
	require.NoError(t, err)
	k.add(t, root, catalog.Folder)
	k.add(t, root, "solutions")
	for _, ex := range kit.Exercises {
		k.learners[ex.Slug] = ex.Files
		for _, name := range ex.Files {
			stub := k.files[path.Join(ex.Dir, name)]
			require.True(t, list.Untouched(path.Join(ex.Slug, name), stub),
				"%s is not as the kit ships it: run the kit's own tests on a fresh clone", path.Join(ex.Dir, name))
		}
	}
	return k
}

// add reads everything below a folder.
func (k kitFiles) add(t *testing.T, root, folder string) {
	t.Helper()
	tree := os.DirFS(root)
	require.NoError(t, fs.WalkDir(tree, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		k.files[name], err = fs.ReadFile(tree, name)
		return err
	}))
}

// layKit is "kit [solved [SLUG...]]": it lays a clone of the kit in $WORK/kit, around
// the files that the script brought, which stay as they are. With "solved", the
// learner's files of these exercises, or of all, are their solutions.
func layKit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 && args[0] != "solved" {
		ts.Fatalf("usage: kit [solved [SLUG...]]")
	}
	k := ts.Value(kitKey{}).(kitFiles)
	files := maps.Clone(k.files)
	if len(args) > 0 {
		slugs := args[1:]
		if len(slugs) == 0 {
			slugs = slices.Collect(maps.Keys(k.learners))
		}
		for _, slug := range slugs {
			for _, name := range k.learners[slug] {
				files[path.Join(catalog.Folder, slug, name)] = k.files[path.Join("solutions", slug, name)]
			}
		}
	}
	for name, content := range files {
		ts.Check(layNew(filepath.Join(ts.Getenv("WORK"), "kit", filepath.FromSlash(name)), content))
	}
}

// layNew writes a file that is not there yet.
func layNew(file string, content []byte) error {
	if _, err := os.Lstat(file); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}

// bounds is "bounds SLUG KEY=N...": it bounds the exercise of the kit in $WORK/kit, and
// brings the digests of all but the stubs up to date, as an author would.
func bounds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bounds SLUG KEY=N...")
	}
	root := filepath.Join(ts.Getenv("WORK"), "kit")
	file := filepath.Join(root, catalog.Folder, args[0], catalog.ManifestFile)
	manifest := ts.ReadFile(file) + "\n[bounds]\n" + strings.Join(args[1:], "\n") + "\n"
	ts.Check(os.WriteFile(file, []byte(manifest), 0o644))
	ts.Check(renewDigests(root))
}

// renewDigests keeps the stubs of the old list: what is in their place now may be a
// learner's.
func renewDigests(root string) error {
	kit, err := catalog.Load(root)
	if err != nil {
		return err
	}
	old, err := digest.Read(root)
	if err != nil {
		return err
	}
	list, err := digest.Compute(root, kit)
	if err != nil {
		return err
	}
	for i, e := range list {
		at := slices.IndexFunc(old, func(o digest.Entry) bool { return o.Path == e.Path })
		if e.Stub && at < 0 {
			return fmt.Errorf("%s is no stub of the kit", e.Path)
		}
		if e.Stub {
			list[i] = old[at]
		}
	}
	return list.Write(root)
}
