package check

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"racekit/grader/verdict"
)

// where is the place of the worst finding, in the answer's own file.
func (j *judge) where() (string, int) {
	for _, f := range j.findings() {
		if file, ok := j.answer.Paths[path.Base(f.Place.File)]; ok && f.Place.Learner {
			return file, f.Place.Line
		}
	}
	return j.answer.path(), 0
}

// findings are those of the exercise and of its tests, the worst first.
func (j *judge) findings() []verdict.Finding {
	found := slices.Clone(j.ex.Findings)
	for _, t := range j.ex.Tests {
		if t.Finding != nil && t.Verdict != verdict.Pass {
			found = append(found, *t.Finding)
		}
	}
	slices.SortStableFunc(found, func(a, b verdict.Finding) int {
		switch {
		case a.Verdict.Worse(b.Verdict):
			return -1
		case b.Verdict.Worse(a.Verdict):
			return 1
		}
		return 0
	})
	return found
}

// because is the first line of what the worst finding says.
func (j *judge) because() string {
	for _, f := range j.findings() {
		for _, text := range []string{f.Message, f.What.En} {
			if line, _, _ := strings.Cut(strings.TrimSpace(text), "\n"); line != "" {
				return " (" + line + ")"
			}
		}
	}
	return ""
}

// failed are the names of the tests that did not pass.
func failed(ex verdict.Exercise) []string {
	var names []string
	for _, t := range ex.Tests {
		if t.Verdict != verdict.Pass {
			names = append(names, t.Name)
		}
	}
	return names
}

// failures lists the tests that did not pass, by verdict.
func (j *judge) failures() string {
	by := map[verdict.Verdict][]string{}
	for _, t := range j.ex.Tests {
		if t.Verdict != verdict.Pass {
			by[t.Verdict] = append(by[t.Verdict], t.Name)
		}
	}
	var parts []string
	for _, v := range verdict.All() {
		if len(by[v]) > 0 {
			parts = append(parts, fmt.Sprintf("%s in %s", v, strings.Join(by[v], ", ")))
		}
	}
	return strings.Join(parts, "; ")
}

// list is a set of verdicts in words.
func list(vs []verdict.Verdict) string {
	words := make([]string, len(vs))
	for i, v := range vs {
		words[i] = fmt.Sprintf("%q", v)
	}
	return strings.Join(words, " or ")
}

// seen lists the places in the learner's files that findings name.
func (j *judge) seen() string {
	set := map[string]bool{}
	for _, f := range j.findings() {
		for _, p := range places(f) {
			if p.Learner {
				set[short(p)] = true
			}
		}
	}
	if len(set) == 0 {
		return "the findings name no line of the learner's"
	}
	return "the findings name " + strings.Join(slices.Sorted(maps.Keys(set)), ", ")
}
