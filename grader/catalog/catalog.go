// Package catalog is the list of exercises: what is in exercises/ and what each
// exercise.toml says of it.
//
// Loading reads the metadata and the names of files, nothing else, because it is on
// the way of every grading: a learner's file that does not parse, a test file that
// was edited or deleted and a kit without its solutions all load. Package digest
// says what was edited; [Kit.Verify] compares the metadata with the Go files, for
// those who write exercises.
package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// Folder holds the exercises, under the kit's root.
const Folder = "exercises"

// ManifestFile is the metadata of an exercise, in its folder.
const ManifestFile = "exercise.toml"

// FullPoints is what the points of an exercise's tests add up to.
const FullPoints = 100

// Level says for whom an exercise is.
type Level string

// The levels.
const (
	Beginner     Level = "beginner"
	Intermediate Level = "intermediate"
	Advanced     Level = "advanced"
)

// Levels returns every level, the easiest first.
func Levels() []Level { return []Level{Beginner, Intermediate, Advanced} }

// Text is the level in words.
func (l Level) Text() verdict.Text {
	switch l {
	case Beginner:
		return verdict.Text{En: string(l), Ja: "初級"}
	case Intermediate:
		return verdict.Text{En: string(l), Ja: "中級"}
	}
	return verdict.Text{En: string(l), Ja: "上級"}
}

// Kit is all exercises of one checkout.
type Kit struct {
	// Root is the folder of the kit's go.mod.
	Root string
	// Exercises are in the order of the course.
	Exercises []Exercise

	strangers []string
}

// Exercise is one exercise. File names are base names in Dir.
type Exercise struct {
	// Slug is the name of the folder and of the Go package: one lower-case word.
	Slug string
	// Dir is slash-separated and relative to the kit's root: "exercises/counter".
	Dir   string
	Order int
	Level Level
	// Minutes is how long a learner may need.
	Minutes       int
	Topics        []string
	Prerequisites []string
	Title         verdict.Text
	// Files are the learner's, in the order of the metadata. The first is the one
	// that alternatives and mutants replace. They may be missing on disk.
	Files []string
	// Imports are packages that its files may import beside the usual ones.
	Imports []string
	// KitFiles are the other Go files that are not tests, TestFiles the tests; both
	// sorted, and only those that are on disk.
	KitFiles  []string
	TestFiles []string
	Tests     []Test
	Bounds    Bounds
	// Processes: its tests start processes of the graded binary, which must be allowed to.
	Processes bool

	strangers []string
	// src finds the lines of the metadata; nil if that is not TOML.
	src *strict.Source
}

// Test is one graded property of an exercise.
type Test struct {
	// Name is the test function.
	Name   string
	Points int
	// About names the learner's functions that the test is about, as "Func" or
	// "Type.Method".
	About []string
	// Title is the property; Why says how a wrong result comes about; Direction
	// says where to go, without code.
	Title, Why, Direction verdict.Text
}

// Bounds are what one execution may use.
type Bounds struct {
	CPU, Wall time.Duration
	// Memory is in bytes.
	Memory int64
	// Steps is how many steps the first schedule of a test may have where schedules are
	// explored: a multiple of what right answers need, for what has more is not explored.
	Steps int
}

// DefaultBounds are those of an exercise that names none.
func DefaultBounds() Bounds {
	return Bounds{CPU: 10 * time.Second, Wall: time.Minute, Memory: 1 << 30, Steps: 500}
}

// ErrUnknown is wrapped by the error of [Kit.Lookup].
var ErrUnknown = errors.New("unknown exercise")

// Lookup returns the exercise of that slug. Its error names the nearest one.
func (k *Kit) Lookup(slug string) (Exercise, error) {
	for _, ex := range k.Exercises {
		if ex.Slug == slug {
			return ex, nil
		}
	}
	if near, ok := nearest(slug, k.Slugs()); ok {
		return Exercise{}, fmt.Errorf("%w %q: did you mean %q? racekit list shows them all", ErrUnknown, slug, near)
	}
	return Exercise{}, fmt.Errorf("%w %q: the exercises are %s", ErrUnknown, slug, strings.Join(k.Slugs(), ", "))
}

// Slugs returns the slugs in the order of the course.
func (k *Kit) Slugs() []string {
	slugs := make([]string, len(k.Exercises))
	for i, ex := range k.Exercises {
		slugs[i] = ex.Slug
	}
	return slugs
}

// Strangers returns what lies in exercises/ and belongs to no exercise, as paths
// relative to the root; a folder ends in a slash.
func (k *Kit) Strangers() []string { return slices.Clone(k.strangers) }

// Strangers returns what lies in the exercise's folder and is neither the kit's nor
// a file that the learner is asked to edit, as paths relative to the root; a folder
// ends in a slash. Nothing that grades reads them. Hidden files are passed over.
func (ex Exercise) Strangers() []string { return slices.Clone(ex.strangers) }
