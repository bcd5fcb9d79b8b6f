package check

import (
	"errors"
	"fmt"
	"os"
	"path"
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
		c.stranger(file, "belongs to no exercise", "remove it, or write its "+catalog.ManifestFile)
	}
	c.strangeSolutions()
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
			c.stranger(path.Join(answers.Folder, e.Name()), "is the solution of no exercise", "remove it, or write the exercise")
		}
	}
}

// stranger reports what lies where it has no business.
func (c *checker) stranger(file, what, remedy string) {
	c.say(&strict.Mistake{File: file, What: what, Remedy: remedy})
}

// digests compares the list with the files.
func (c *checker) digests() bool {
	list, err := digest.Read(c.cfg.Root)
	if err != nil {
		c.report.Mistakes = append(c.report.Mistakes, Mistake{File: digest.File, What: err.Error()})
		return false
	}
	right, err := digest.Compute(c.cfg.Root, c.kit)
	if err != nil {
		c.say(err)
		return true
	}
	for _, file := range list.Stale(right) {
		c.say(&strict.Mistake{File: file, What: "is not as " + digest.File + " says",
			Remedy: "run: racekit check --write, if it is as it should be"})
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
	m := Mistake{What: err.Error()}
	if known, ok := errors.AsType[*strict.Mistake](err); ok {
		m = Mistake{File: known.File, Line: known.Line, What: known.What, Remedy: known.Remedy}
	}
	if c.concerns(m.File) {
		c.report.Mistakes = append(c.report.Mistakes, m)
	}
}

// concerns reports whether a file is of a chosen exercise, or of none.
func (c *checker) concerns(file string) bool {
	folder, rest, ok := strings.Cut(file, "/")
	if len(c.cfg.Slugs) == 0 || !ok || folder != catalog.Folder && folder != answers.Folder {
		return true
	}
	slug, _, inside := strings.Cut(rest, "/")
	return !inside && folder == catalog.Folder || slices.Contains(c.cfg.Slugs, slug)
}
