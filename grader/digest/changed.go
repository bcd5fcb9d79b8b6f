package digest

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"

	"racekit/grader/catalog"
)

// Kind says how a file of the kit differs from the list.
type Kind string

// The kinds of change.
const (
	Edited  Kind = "edited"
	Missing Kind = "missing"
	// Unlisted is a file that has the name of one of the kit's, in an exercise's
	// folder, and is not in the list.
	Unlisted Kind = "unlisted"
)

// Change is a file of the kit that is not as the kit ships it.
type Change struct {
	// Path is slash-separated and relative to the kit's root:
	// "exercises/counter/counter_test.go".
	Path string
	// Slug is the exercise that it belongs to.
	Slug string
	Kind Kind
	// Remedy is the command that puts it right. It loses no file of the learner's:
	// an unlisted file is renamed, not removed.
	Remedy string
}

// Spoils reports whether a grading with this change cannot count: tests, files of
// the kit and metadata do, texts for the learner do not.
func (c Change) Spoils() bool {
	switch catalog.RoleOf(c.Slug, path.Base(c.Path)) {
	case catalog.Readme, catalog.Hints:
		return false
	default:
		return true
	}
}

// Changed compares the kit at root with the list and returns what differs, sorted by
// path. Stubs are the learner's to change and are left out, and so are files that do
// not have the name of one of the kit's. It needs no catalogue: a kit whose metadata
// is broken can be compared.
func (l List) Changed(root string) ([]Change, error) {
	c := comparer{folder: filepath.Join(root, catalog.Folder), list: l}
	err := errors.Join(c.listed(), c.unlisted())
	if err != nil {
		return nil, fmt.Errorf("comparing the kit with its digest list: %w", err)
	}
	slices.SortFunc(c.changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return c.changes, nil
}

// comparer is a comparison under way.
type comparer struct {
	folder  string
	list    List
	changes []Change
}

func (c *comparer) add(entry string, kind Kind) {
	file := path.Join(catalog.Folder, entry)
	change := Change{Path: file, Slug: path.Dir(entry), Kind: kind, Remedy: "git checkout -- " + file}
	if kind == Unlisted {
		change.Remedy = fmt.Sprintf("mv %s %s.mine", file, file)
	}
	c.changes = append(c.changes, change)
}

// listed looks for each file of the list.
func (c *comparer) listed() error {
	for _, e := range c.list {
		if e.Stub {
			continue
		}
		text, err := os.ReadFile(filepath.Join(c.folder, filepath.FromSlash(e.Path)))
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
			c.add(e.Path, Missing)
		case err != nil && !errors.Is(err, syscall.EISDIR):
			return err
		case err != nil || Of(text) != e.Sum:
			c.add(e.Path, Edited)
		}
	}
	return nil
}

// unlisted looks for files with names of the kit's in the folders of exercises:
// those that the list knows, or that have metadata.
func (c *comparer) unlisted() error {
	folders, err := os.ReadDir(c.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // then every file of the list is missing
	}
	if err != nil {
		return err
	}
	for _, folder := range folders {
		if !folder.IsDir() || !c.isExercise(folder.Name()) {
			continue
		}
		files, err := os.ReadDir(filepath.Join(c.folder, folder.Name()))
		if err != nil {
			return err
		}
		for _, f := range files {
			c.file(folder.Name(), f)
		}
	}
	return nil
}

func (c *comparer) file(slug string, f os.DirEntry) {
	entry := path.Join(slug, f.Name())
	_, listed := c.list.find(entry)
	if !listed && !f.IsDir() && catalog.RoleOf(slug, f.Name()) != catalog.Other {
		c.add(entry, Unlisted)
	}
}

func (c *comparer) isExercise(slug string) bool {
	listed := slices.ContainsFunc(c.list, func(e Entry) bool { return path.Dir(e.Path) == slug })
	_, err := os.Stat(filepath.Join(c.folder, slug, catalog.ManifestFile))
	return listed || err == nil
}
