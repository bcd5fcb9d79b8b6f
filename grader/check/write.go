package check

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/digest"
)

// write rewrites what follows from other files: the solutions' copies of tests and
// kit files, the pages of the course, and the digest list. Files that are right already are not touched.
func (c *checker) write() error {
	for _, ex := range c.chosen {
		for _, name := range slices.Concat(ex.KitFiles, ex.TestFiles) {
			if err := c.copy(ex, name); err != nil {
				return fmt.Errorf("writing the solution of %s: %w", ex.Slug, err)
			}
		}
	}
	if err := c.writeCourse(); err != nil {
		return fmt.Errorf("writing the course: %w", err)
	}
	return c.writeDigests()
}

// copy makes the solution's copy of a file of the exercise.
func (c *checker) copy(ex catalog.Exercise, name string) error {
	text, err := os.ReadFile(c.disk(path.Join(ex.Dir, name)))
	if err != nil {
		return err
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	text = bytes.ReplaceAll(text, []byte(catalog.Module+"/"+catalog.Folder+"/"), []byte(catalog.Module+"/"+answers.Folder+"/"))
	if formatted, err := format.Source(text); err == nil {
		text = formatted // another path can mean another order of the imports
	}
	return c.put(path.Join(answers.Folder, ex.Slug, name), text)
}

// writeDigests makes the list anew.
func (c *checker) writeDigests() error {
	right, err := digest.Compute(c.cfg.Root, c.kit)
	if err != nil {
		c.say(err) // a file is missing: that is the author's to mend
		return nil
	}
	if list, err := digest.Read(c.cfg.Root); err == nil && len(list.Stale(right)) == 0 {
		return nil
	}
	if err := right.Write(c.cfg.Root); err != nil {
		return err
	}
	c.cfg.Wrote(digest.File)
	return nil
}

// put writes a file if it is not there already, whole or not at all.
func (c *checker) put(file string, text []byte) error {
	to := c.disk(file)
	old, err := os.ReadFile(to)
	switch {
	case err == nil && bytes.Equal(old, text):
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(to), ".check-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // nothing is left to remove after the rename
	_, err = temp.Write(text)
	if err := errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), to); err != nil {
		return err
	}
	c.cfg.Wrote(file)
	return nil
}
