package check

import (
	"fmt"
	"path"
	"slices"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// worth checks that every test earns its place, by what the mutants declare: for each
// test there is a mutant that no other test fails. A grading then compares each
// declaration with what it sees. It also checks that some mutant gets a part of the
// points, which follows where there are two tests that earn their places.
func (c *checker) worth(ex catalog.Exercise, set answers.Set, at map[string]verdict.Place) {
	for _, t := range ex.Tests {
		alone := func(m answers.Mutant) bool { return slices.Equal(m.Fails, []string{t.Name}) }
		if slices.ContainsFunc(set.Mutants, alone) {
			continue
		}
		m := Mistake{File: path.Join(ex.Dir, catalog.ManifestFile), What: fmt.Sprintf("no mutant fails %s and nothing else, so nothing shows that this test is needed", t.Name),
			Remedy: fmt.Sprintf("write a mutant that declares fails = [%q], or fold the test into another", t.Name)}
		if place := at[t.Name]; !place.IsZero() {
			m.File, m.Line = place.File, place.Line
		}
		c.report.Mistakes = append(c.report.Mistakes, m)
	}
	between := func(m answers.Mutant) bool { return len(m.Fails) > 0 && len(m.Fails) < len(ex.Tests) }
	if !slices.ContainsFunc(set.Mutants, between) {
		c.wrong(path.Join(answers.Folder, ex.Slug, "testdata", "mutants"), "no mutant declares to fail some tests and pass others, so no score between 0 and full is known",
			"write one; an exercise has two tests or more")
	}
}
