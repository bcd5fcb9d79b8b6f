// Package answers loads what authors know about an exercise and learners should not
// see: its solution, other right solutions, and wrong ones ("mutants") that the
// grader must tell from right ones. They are in solutions/SLUG:
//
//	counter.go                      the solution, with the file names of the exercise
//	kit.go counter_test.go          the exercise's own, under another import path
//	README.md
//	testdata/alternatives/NAME.go   replaces the first of the learner's files
//	testdata/alternatives/NAME/*.go replaces several of them
//	testdata/mutants/...            the same
//
// The package comment of an alternative says its design. That of a mutant says the
// mistake, and holds a block of TOML, indented by a tab; a trailing comment marks
// each guilty line:
//
//	// Value reads the field without the lock that Inc holds.
//	//
//	//	verdicts = ["data race"]
//	//	means = "native"
//	//	fails = ["TestValue"]
//	package counter
//	...
//		return c.n // mutant: no lock
//
// Grading never needs this package: it works with solutions/ deleted.
package answers

import (
	"errors"
	"fmt"
	"path"

	"racekit/grader/catalog"
	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// Folder holds the solutions, under the kit's root.
const Folder = "solutions"

// MinAlternatives and MinMutants are how many an exercise must have at least, so
// that its tests are known to ask for a property and not for a design.
const (
	MinAlternatives = 3
	MinMutants      = 6
)

// Set is the answers of one exercise.
type Set struct {
	// Solution has the learner's files by base name, as have Alternative.Files and
	// Mutant.Files: these are whole too, with the solution's where none is replaced.
	Solution     map[string][]byte
	Alternatives []Alternative
	Mutants      []Mutant
}

// Alternative is another right solution.
type Alternative struct {
	// Name is that of its file, without ".go", or of its folder.
	Name string
	// Doc is the design.
	Doc   string
	Files map[string][]byte
}

// Mutant is a wrong solution: one mistake that people make.
type Mutant struct {
	Name string
	// Doc is the mistake.
	Doc string
	// Verdicts are those that the exercise may get.
	Verdicts []verdict.Verdict
	Means    Means
	// Fails are the tests that it must fail; if there are any, it must pass the
	// others.
	Fails []string
	// Lines are the guilty ones. Their files are those of the exercise
	// ("exercises/counter/counter.go"), as in the findings of a grading.
	Lines []verdict.Place
	Files map[string][]byte
}

// Means says what it takes to find a mutant.
type Means string

// The means.
const (
	// Native: the race detector, the search for leaks and the tests find it every
	// time, on any machine under any load.
	Native Means = "native"
	// Explorer: only a controlled schedule finds it every time. It may escape an
	// ordinary grading.
	Explorer Means = "explorer"
)

// Enough says whether the set holds as many alternatives and mutants as an exercise
// must have. The error joins what is missing.
func (s Set) Enough(ex catalog.Exercise) error {
	return errors.Join(
		scarce(ex, "alternatives", len(s.Alternatives), MinAlternatives),
		scarce(ex, "mutants", len(s.Mutants), MinMutants),
	)
}

func scarce(ex catalog.Exercise, kind string, have, least int) error {
	if have >= least {
		return nil
	}
	return &strict.Mistake{File: path.Join(dirOf(ex), "testdata", kind),
		What:   fmt.Sprintf("holds %d", have),
		Remedy: fmt.Sprintf("write %d or more", least)}
}

// dirOf is the folder of an exercise's solution, relative to the root.
func dirOf(ex catalog.Exercise) string { return path.Join(Folder, ex.Slug) }
