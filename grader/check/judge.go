package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"racekit/grader/answers"
	"racekit/grader/verdict"
)

// Answer is one answer to an exercise, and what its author declares of it.
type Answer struct {
	Slug string
	Kind Kind
	Name string
	// Files are the learner's files by base name, and Paths where their texts lie,
	// relative to the kit's root. Main is the one to look at first.
	Files map[string][]byte
	Paths map[string]string
	Main  string
	// Mutant is what a mutant declares; it is nil for other kinds.
	Mutant *answers.Mutant
	// Tests are the places of the exercise's test functions.
	Tests map[string]verdict.Place
}

// Judgement is what one grading says of an answer.
type Judgement struct {
	Outcome Outcome
	Verdict verdict.Verdict
	// At is the guilty line of a mutant that a finding names: "counter.go:31".
	At string
	// Killer is what killed a mutant; it is empty if nothing did.
	Killer Killer
	// Failed are the tests that did not pass.
	Failed []string
	// Mistakes are what is not as declared.
	Mistakes []Mistake
}

// Judge compares a grading of an answer with what is declared of it.
func Judge(a Answer, ex verdict.Exercise) Judgement {
	j := judge{answer: a, ex: ex, Judgement: Judgement{Verdict: ex.Verdict, Failed: failed(ex)}}
	switch {
	case ex.Verdict == verdict.NotGraded:
		j.Outcome = NotGraded
		j.say(a.path(), 0, "could not be graded"+j.because(), "run the check again; 'racekit doctor' says what is missing here")
	case ex.Verdict == verdict.DoesNotCompile && !a.declares(verdict.DoesNotCompile):
		j.Outcome = NotViable
		file, line := j.where()
		j.say(file, line, "does not compile"+j.because(), "make it compile")
	case a.Kind == Stub:
		j.stub()
	case a.Kind == Mutant:
		j.mutant()
	default:
		j.right()
	}
	return j.Judgement
}

// judge is a judgement under way.
type judge struct {
	Judgement
	answer Answer
	ex     verdict.Exercise
}

func (j *judge) say(file string, line int, what, remedy string) {
	j.Mistakes = append(j.Mistakes, Mistake{File: file, Line: line, What: what, Remedy: remedy})
}

// path is where the main file lies.
func (a Answer) path() string { return a.Paths[a.Main] }

// declares reports whether the author declares that verdict.
func (a Answer) declares(v verdict.Verdict) bool {
	return a.Mutant != nil && slices.Contains(a.Mutant.Verdicts, v)
}

// stub must fail every test.
func (j *judge) stub() {
	j.Outcome = Right
	for _, t := range j.ex.Tests {
		if t.Verdict != verdict.Pass {
			continue
		}
		j.Outcome = Wrong
		at := j.answer.Tests[t.Name]
		if at.IsZero() {
			at.File = j.answer.path()
		}
		j.say(at.File, at.Line, fmt.Sprintf("the untouched stub passes %s and scores %d", t.Name, t.Earned),
			"fold its property into a test that the stub fails")
	}
}

// right must pass every test.
func (j *judge) right() {
	if j.Outcome = Right; j.ex.Verdict == verdict.Pass && j.ex.Earned == j.ex.Points {
		return
	}
	j.Outcome = Wrong
	file, line := j.where()
	j.say(file, line, fmt.Sprintf("the %s scores %d of %d: %s%s", j.answer.Kind, j.ex.Earned, j.ex.Points, j.failures(), j.because()),
		"correct it, or the test that asks for more than the contract")
}

// mutant must be killed as declared.
func (j *judge) mutant() {
	m := j.answer.Mutant
	if j.ex.Verdict == verdict.Pass {
		j.Outcome = Lived
		file, line := j.guilty()
		j.say(file, line, fmt.Sprintf("the mutant lived; it declares %s", list(m.Verdicts)), "make a test ask for what it breaks")
		return
	}
	j.Outcome, j.At, j.Killer = Killed, j.named(), killerOf(j.ex)
	if !j.answer.declares(j.ex.Verdict) {
		j.say(j.answer.path(), j.line("verdicts"), fmt.Sprintf("the mutant got %q: %s%s; it declares %s", j.ex.Verdict, j.failures(), j.because(), list(m.Verdicts)),
			"declare that too, or make the mistake show itself as declared")
	}
	if j.At == "" {
		file, line := j.guilty()
		j.say(file, line, "no finding names a line that is marked \"// mutant:\"; "+j.seen(),
			"mark the line that a learner is shown, or make the test lead to this one")
	}
	j.fails()
}

// fails compares the tests that failed with those that must.
func (j *judge) fails() {
	m := j.answer.Mutant
	if len(m.Fails) == 0 {
		return
	}
	for _, t := range j.ex.Tests {
		must := slices.Contains(m.Fails, t.Name)
		switch {
		case must && t.Verdict == verdict.Pass:
			j.say(j.answer.path(), j.line("fails"), fmt.Sprintf("the mutant passes %s, which it declares to fail", t.Name),
				"take it out of fails, or make the test find the mistake")
		case !must && t.Verdict != verdict.Pass:
			j.say(j.answer.path(), j.line("fails"), fmt.Sprintf("the mutant fails %s (%s), which is not in fails", t.Name, t.Verdict),
				"add it to fails, or keep the test apart from the mistake")
		}
	}
}

// line is where a key of the mutant's header stands.
func (j *judge) line(key string) int {
	n := 0
	for line := range strings.Lines(string(j.answer.Files[j.answer.Main])) {
		n++
		if text, ok := strings.CutPrefix(line, "//\t"); ok && strings.HasPrefix(strings.TrimLeft(text, " \t"), key) {
			return n
		}
		if strings.HasPrefix(line, "package ") {
			break
		}
	}
	return 0
}

// guilty is the first line that a mutant marks.
func (j *judge) guilty() (string, int) {
	for _, p := range j.answer.Mutant.Lines {
		if file, ok := j.answer.Paths[path.Base(p.File)]; ok {
			return file, p.Line
		}
	}
	return j.answer.path(), 0
}
