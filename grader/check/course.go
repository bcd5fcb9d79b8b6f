package check

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"racekit/grader/course"
	"racekit/grader/verdict"
)

// renewal is a page of the course as it is, and as the metadata has it.
type renewal struct {
	file, old, right string
}

// pages reads the pages of the course.
func (c *checker) pages() []renewal {
	var all []renewal
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		file := course.File(l)
		old, err := os.ReadFile(c.disk(file))
		if errors.Is(err, fs.ErrNotExist) {
			c.wrong(file, "is missing", "bring it back: git checkout -- "+file)
			continue
		}
		if err != nil {
			c.say(err)
			continue
		}
		right, err := course.Renew(string(old), c.kit, l)
		if err != nil {
			c.wrong(file, err.Error(), "bring them back: git checkout -- "+file)
			continue
		}
		all = append(all, renewal{file, strings.ReplaceAll(string(old), "\r\n", "\n"), right})
	}
	return all
}

// course compares the pages with the metadata.
func (c *checker) course() {
	for _, p := range c.pages() {
		if p.old != p.right {
			c.wrong(p.file, "does not show the course as the metadata has it", "run: racekit check --write --fast")
		}
	}
}

// writeCourse renews the pages that are old.
func (c *checker) writeCourse() error {
	for _, p := range c.pages() {
		if p.old == p.right {
			continue
		}
		if err := c.put(p.file, []byte(p.right)); err != nil {
			return err
		}
	}
	return nil
}
