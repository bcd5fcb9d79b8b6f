// Package audit compares the files of a checkout with what a grading says it graded.
package audit

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/digest"
	"racekit/grader/submission"
	"racekit/grader/verdict"
)

// Difference is a file that is not the one that was graded.
type Difference struct {
	// File is its path, as the results have it: relative to the tree that was graded.
	File string
	Kind Kind
}

// Kind says how a file differs.
type Kind string

// The kinds of difference.
const (
	Changed Kind = "changed"
	// Missing: it was graded, and cannot be taken any more.
	Missing Kind = "missing"
	// Added: it could not be taken when it was graded, and is there now.
	Added Kind = "added"
)

// Comparison is what came of comparing.
type Comparison struct {
	// Files is how many files were compared.
	Files       int
	Differences []Difference
	// Unknown are the slugs of exercises of which the results name no files: they are of
	// an earlier racekit.
	Unknown []string
}

// Compare takes the learner's files out of the tree at dir, as grading it would, and
// compares them with the digests in the results. It fails if the tree cannot be read or
// holds none of the exercises, and if the results name what no exercise can have.
func Compare(dir string, results []verdict.Exercise) (Comparison, error) {
	var c Comparison
	var exercises []catalog.Exercise
	for _, ex := range results {
		if len(ex.Files) == 0 {
			c.Unknown = append(c.Unknown, ex.Slug)
			continue
		}
		as, err := exercise(ex)
		if err != nil {
			return Comparison{}, fmt.Errorf("comparing the files: %w", err)
		}
		exercises = append(exercises, as)
	}
	if len(exercises) == 0 {
		return c, nil
	}
	tree, err := submission.Open(dir, exercises)
	if err != nil {
		return Comparison{}, fmt.Errorf("comparing the files: %w", err)
	}
	graded := map[string]string{}
	for _, ex := range results {
		maps.Copy(graded, ex.Files)
	}
	for _, ex := range exercises {
		c.compare(ex, tree.Take(ex), graded)
	}
	return c, nil
}

// exercise is what of an exercise is needed to find its files.
func exercise(ex verdict.Exercise) (catalog.Exercise, error) {
	as := catalog.Exercise{Slug: ex.Slug, Dir: catalog.Folder + "/" + ex.Slug}
	if !plain(ex.Slug) {
		return as, fmt.Errorf("the results are of %q, which can be no exercise", ex.Slug)
	}
	for _, file := range slices.Sorted(maps.Keys(ex.Files)) {
		name, inside := strings.CutPrefix(file, as.Dir+"/")
		if !inside || !plain(name) {
			return as, fmt.Errorf("the results name %q, which can be no file of %s", file, ex.Slug)
		}
		as.Files = append(as.Files, name)
	}
	return as, nil
}

// plain reports whether name can be that of a file or folder, and leads nowhere else.
func plain(name string) bool {
	return filepath.IsLocal(name) && name != "." && !strings.ContainsAny(name, `/\`)
}

// compare compares the files of one exercise.
func (c *Comparison) compare(ex catalog.Exercise, now submission.Submission, graded map[string]string) {
	for _, name := range ex.Files {
		file := ex.Dir + "/" + name
		content, there := now.Files[name]
		was := graded[file]
		c.Files++
		switch {
		case there && was == "":
			c.Differences = append(c.Differences, Difference{file, Added})
		case !there && was != "":
			c.Differences = append(c.Differences, Difference{file, Missing})
		case there && digest.Of(content) != was:
			c.Differences = append(c.Differences, Difference{file, Changed})
		}
	}
}
