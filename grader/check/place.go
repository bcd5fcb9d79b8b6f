package check

import (
	"fmt"
	"path"

	"racekit/grader/source"
	"racekit/grader/verdict"
)

// named returns a guilty line that a finding names, or "" if none does.
//
// A finding names every line that it has as evidence. Where it has no trace (a wrong
// result, or whatever else was put at the first line of a function) it names all lines
// of that function: a learner is then told where to look, and not more.
func (j *judge) named() string {
	for _, f := range j.findings() {
		for _, p := range places(f) {
			if j.marked(p.File, p.Line, p.Line) {
				return short(p)
			}
		}
	}
	for _, f := range j.findings() {
		for _, p := range places(f) {
			first, last, ok := j.function(p)
			if ok && (f.Verdict == verdict.WrongResult || p.Line == first) && j.marked(p.File, first, last) {
				return short(p)
			}
		}
	}
	return ""
}

// places are all those that a finding shows to the learner.
func places(f verdict.Finding) []verdict.Place {
	all := []verdict.Place{f.Place}
	for _, a := range f.Accesses {
		all = append(all, a.At)
	}
	for _, g := range f.Goroutines {
		all = append(all, g.At, g.Created)
	}
	return all
}

// marked reports whether a line from first to last of the file is marked as guilty.
func (j *judge) marked(file string, first, last int) bool {
	for _, guilty := range j.answer.Mutant.Lines {
		if guilty.File == file && first <= guilty.Line && guilty.Line <= last {
			return true
		}
	}
	return false
}

// function returns the first and last line of the function that a place of the
// learner is in.
func (j *judge) function(p verdict.Place) (first, last int, ok bool) {
	if !p.Learner {
		return 0, 0, false
	}
	text, ok := j.answer.Files[path.Base(p.File)]
	if !ok {
		return 0, 0, false
	}
	file, problems := source.Parse(p.File, text)
	if len(problems) > 0 {
		return 0, 0, false
	}
	name, first, last := file.FuncAt(p.Line)
	return first, last, name != ""
}

// short is a place without its folder.
func short(p verdict.Place) string { return fmt.Sprintf("%s:%d", path.Base(p.File), p.Line) }
