package check

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/digest"
	"racekit/grader/strict"
)

// static checks what needs no execution. It reports whether there is a digest list,
// without which nothing can be graded.
func (c *checker) static() bool {
	c.say(c.kit.Verify())
	for _, file := range c.kit.Strangers() {
		c.wrong(file, "belongs to no exercise", "remove it, or write its "+catalog.ManifestFile)
	}
	c.strangeSolutions()
	c.course()
	for _, ex := range c.chosen {
		for _, err := range answers.Mirror(c.cfg.Root, ex) {
			c.say(err)
		}
	}
	return c.digests()
}

// strangeSolutions looks for solutions of no exercise.
func (c *checker) strangeSolutions() {
	entries, err := os.ReadDir(c.disk(answers.Folder))
	if err != nil {
		c.say(fmt.Errorf("listing the solutions: %w", err))
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(c.kit.Slugs(), e.Name()) {
			c.wrong(path.Join(answers.Folder, e.Name()), "is the solution of no exercise", "remove it, or write the exercise")
		}
	}
}

// wrong reports a file as a whole.
func (c *checker) wrong(file, what, remedy string) {
	c.say(&strict.Mistake{File: file, What: what, Remedy: remedy})
}

// reason is what is at the bottom of an error.
func reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "it does not exist"
	}
	return err.Error()
}

// digests compares the list with the files.
func (c *checker) digests() bool {
	list, err := digest.Read(c.cfg.Root)
	if err != nil {
		c.wrong(digest.File, "cannot be read, so that no answer can be graded: "+reason(err), "run: racekit check --write")
		return false
	}
	right, err := digest.Compute(c.cfg.Root, c.kit)
	if err != nil {
		c.say(err)
		return true
	}
	for _, file := range list.Stale(right) {
		c.wrong(file, "is not as "+digest.File+" says", "if the file is right, run: racekit check --write")
	}
	return true
}

// say adds every mistake that an error joins to the report, but for those of
// exercises that were not chosen.
func (c *checker) say(err error) {
	if err == nil {
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range joined.Unwrap() {
			c.say(one)
		}
		return
	}
	m := c.mistake(err)
	if c.concerns(m.File) {
		c.report.Mistakes = append(c.report.Mistakes, m)
	}
}

// mistake is an error as a mistake, with the place that it holds.
func (c *checker) mistake(err error) Mistake {
	if known, ok := errors.AsType[*strict.Mistake](strict.Syntax(err, "correct it")); ok {
		return Mistake{File: known.File, Line: known.Line, What: known.What, Remedy: known.Remedy}
	}
	unread, ok := errors.AsType[*fs.PathError](err)
	if !ok {
		return Mistake{What: err.Error()}
	}
	file, outside := filepath.Rel(c.cfg.Root, unread.Path)
	if outside != nil {
		return Mistake{What: err.Error()}
	}
	m := Mistake{File: filepath.ToSlash(file), What: "cannot be read: " + unread.Err.Error()}
	if errors.Is(err, fs.ErrNotExist) {
		m.What, m.Remedy = "is missing", "write it, or bring it back: git checkout -- "+m.File
	}
	return m
}

// concerns reports whether a file is of a chosen exercise, or of none.
func (c *checker) concerns(file string) bool {
	folder, rest, ok := strings.Cut(file, "/")
	if c.kit == nil || len(c.cfg.Slugs) == 0 || !ok || folder != catalog.Folder && folder != answers.Folder {
		return true
	}
	slug, _, inside := strings.Cut(rest, "/")
	return !inside && folder == catalog.Folder || slices.Contains(c.cfg.Slugs, slug)
}
