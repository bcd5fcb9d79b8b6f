package check

import (
	"errors"
	"fmt"
	"io/fs"

	"racekit/grader/catalog"
	"racekit/grader/digest"
)

// Adopt takes a new exercise of the kit at root into the digest list and the pages of
// the course, and tells wrote of each that it changed. What the list says of other
// exercises stays: their stubs may be a learner's by now.
func Adopt(root, slug string, wrote func(file string)) error {
	kit, err := catalog.Load(root)
	if err != nil {
		return fmt.Errorf("adopting %s: %w", slug, err)
	}
	ex, err := kit.Lookup(slug)
	if err != nil {
		return fmt.Errorf("adopting %s: %w", slug, err)
	}
	c := checker{cfg: Config{Root: root, Wrote: wrote}, kit: kit}
	if err := errors.Join(c.adoptDigests(ex), c.writeCourse()); err != nil {
		return fmt.Errorf("adopting %s: %w", slug, err)
	}
	return nil
}

// adoptDigests puts the files of one exercise into the list. Where there is none, a check
// says what to do.
func (c *checker) adoptDigests(ex catalog.Exercise) error {
	list, err := digest.Read(c.cfg.Root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	own, err := digest.Compute(c.cfg.Root, &catalog.Kit{Root: c.cfg.Root, Exercises: []catalog.Exercise{ex}})
	if err != nil {
		return err
	}
	if err := list.With(own).Write(c.cfg.Root); err != nil {
		return err
	}
	c.cfg.Wrote(digest.File)
	return nil
}
