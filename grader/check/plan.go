package check

import (
	"os"
	"path"
	"path/filepath"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/source"
	"racekit/grader/verdict"
)

// collection is all answers of one exercise, in the order of the report.
type collection struct {
	ex  catalog.Exercise
	all []Answer
}

// load reads the answers of the chosen exercises. Those of an exercise whose answers
// are broken are not executed; what is broken goes into the report.
func (c *checker) load() []collection {
	var sets []collection
	for _, ex := range c.chosen {
		set, err := answers.Load(c.cfg.Root, ex)
		if err != nil {
			c.say(err)
			continue
		}
		c.say(set.Enough(ex))
		stub, err := c.stub(ex)
		if err != nil {
			c.say(err)
			continue
		}
		c.worth(ex, set, stub.Tests)
		sets = append(sets, collection{ex, append([]Answer{stub}, c.answers(ex, set)...)})
	}
	return sets
}

// stub reads the learner's files as the kit ships them.
func (c *checker) stub(ex catalog.Exercise) (Answer, error) {
	a := Answer{Slug: ex.Slug, Kind: Stub, Main: ex.Files[0], Files: map[string][]byte{}, Paths: paths(ex.Dir, ex.Files)}
	for _, name := range ex.Files {
		text, err := os.ReadFile(c.disk(a.Paths[name]))
		if err != nil {
			return a, err
		}
		a.Files[name] = text
	}
	a.Tests = c.tests(ex)
	return a, nil
}

// tests finds the test functions of an exercise. A test file that does not parse is
// a mistake that others name.
func (c *checker) tests(ex catalog.Exercise) map[string]verdict.Place {
	found := map[string]verdict.Place{}
	for _, name := range ex.TestFiles {
		file := path.Join(ex.Dir, name)
		text, err := os.ReadFile(c.disk(file))
		if err != nil {
			continue
		}
		parsed, problems := source.Parse(file, text)
		for _, t := range ex.Tests {
			if len(problems) > 0 {
				break
			}
			if line, ok := parsed.Func(t.Name); ok {
				found[t.Name] = verdict.Place{File: file, Line: line}
			}
		}
	}
	return found
}

// answers lists the solution, the alternatives and the mutants.
func (c *checker) answers(ex catalog.Exercise, set answers.Set) []Answer {
	own := paths(path.Join(answers.Folder, ex.Slug), ex.Files)
	all := []Answer{{Slug: ex.Slug, Kind: Solution, Main: ex.Files[0], Files: set.Solution, Paths: own}}
	for _, v := range set.Alternatives {
		a := Answer{Slug: ex.Slug, Kind: Alternative, Name: v.Name, Files: v.Files}
		c.locate(&a, ex, "alternatives")
		all = append(all, a)
	}
	for i := range set.Mutants {
		v := &set.Mutants[i]
		a := Answer{Slug: ex.Slug, Kind: Mutant, Name: v.Name, Files: v.Files, Mutant: v}
		c.locate(&a, ex, "mutants")
		all = append(all, a)
	}
	return all
}

// locate finds out which files a variant brings: NAME.go, which replaces the first of
// the learner's, or those in a folder NAME. The others are the solution's.
func (c *checker) locate(a *Answer, ex catalog.Exercise, folder string) {
	home := path.Join(answers.Folder, ex.Slug)
	a.Paths = paths(home, ex.Files)
	variant := path.Join(home, "testdata", folder, a.Name)
	if !c.exists(variant) {
		a.Main = ex.Files[0]
		a.Paths[a.Main] = variant + ".go"
		return
	}
	for _, name := range ex.Files {
		if !c.exists(path.Join(variant, name)) {
			continue
		}
		a.Paths[name] = path.Join(variant, name)
		if a.Main == "" {
			a.Main = name
		}
	}
}

func (c *checker) exists(file string) bool {
	_, err := os.Stat(c.disk(file))
	return err == nil
}

// disk is the path of a file of the kit for package os.
func (c *checker) disk(file string) string {
	return filepath.Join(c.cfg.Root, filepath.FromSlash(file))
}

// paths are those of files in a folder, by base name.
func paths(dir string, names []string) map[string]string {
	all := map[string]string{}
	for _, name := range names {
		all[name] = path.Join(dir, name)
	}
	return all
}

// batch is answers to different exercises that are graded together, with one link.
type batch []*pending

// pending is an answer with the result that its gradings fill.
type pending struct {
	answer Answer
	result *Result
}

// plan makes a result for each answer and deals the answers out to batches: the first
// answers of all exercises, then the second ones, and so on.
func (c *checker) plan(sets []collection) []batch {
	var batches []batch
	for _, set := range sets {
		results := make([]Result, len(set.all))
		for i, a := range set.all {
			results[i] = Result{Kind: a.Kind, Name: a.Name, File: a.path()}
			if a.Mutant != nil {
				results[i].Declared, results[i].Means = a.Mutant.Verdicts, a.Mutant.Means
			}
			if i == len(batches) {
				batches = append(batches, nil)
			}
			batches[i] = append(batches[i], &pending{a, &results[i]})
		}
		c.report.answers(set.ex.Slug, results)
	}
	return batches
}

// answers puts the results of an exercise into the report.
func (r *Report) answers(slug string, results []Result) {
	for i := range r.Exercises {
		if r.Exercises[i].Slug == slug {
			r.Exercises[i].Answers = results
		}
	}
}
