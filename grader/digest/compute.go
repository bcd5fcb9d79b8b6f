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

	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// Compute makes the list from the files that are at root now. All of the learner's
// files must be there: they are taken for the stubs.
func Compute(root string, kit *catalog.Kit) (List, error) {
	var list List
	for _, ex := range kit.Exercises {
		c := computer{root: root, ex: ex}
		if err := c.exercise(); err != nil {
			return nil, fmt.Errorf("computing the digests of %s: %w", ex.Slug, err)
		}
		list = append(list, c.list...)
	}
	slices.SortFunc(list, func(a, b Entry) int { return cmp.Compare(a.Path, b.Path) })
	return list, nil
}

// computer makes the part of the list that is one exercise's.
type computer struct {
	root string
	ex   catalog.Exercise
	list List
}

func (c *computer) exercise() error {
	for _, name := range c.ex.Files {
		if err := c.add(Entry{Path: path.Join(c.ex.Slug, name), Stub: true}); err != nil {
			return err
		}
	}
	own := slices.Concat([]string{catalog.ManifestFile}, c.ex.KitFiles, c.ex.TestFiles)
	for _, name := range own {
		if err := c.add(Entry{Path: path.Join(c.ex.Slug, name)}); err != nil {
			return err
		}
	}
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		for _, name := range []string{catalog.ReadmeFile(l), catalog.HintsFile(l)} {
			err := c.add(Entry{Path: path.Join(c.ex.Slug, name)})
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

func (c *computer) add(e Entry) error {
	text, err := os.ReadFile(filepath.Join(c.root, catalog.Folder, filepath.FromSlash(e.Path)))
	if err != nil {
		return err
	}
	if !goodPath(e.Path) {
		return fmt.Errorf("%q cannot stand in the list; rename the file", e.Path)
	}
	e.Sum = Of(text)
	c.list = append(c.list, e)
	return nil
}

// Write makes the list the one of the kit at root. The old list is replaced whole or
// not at all.
func (l List) Write(root string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing the digest list: %w", err)
		}
	}()
	temp, err := os.CreateTemp(filepath.Join(root, catalog.Folder), ".digests-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // nothing is left to remove after the rename
	_, err = temp.WriteString(l.String())
	err = errors.Join(err, temp.Chmod(0o644), temp.Close())
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), filepath.Join(root, filepath.FromSlash(File)))
}
