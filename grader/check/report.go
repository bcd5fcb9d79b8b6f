package check

import (
	"cmp"
	"slices"

	"racekit/grader/answers"
	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// Kind says what an answer is meant to be.
type Kind string

// The kinds.
const (
	Stub        Kind = "stub"
	Solution    Kind = "solution"
	Alternative Kind = "alternative"
	Mutant      Kind = "mutant"
)

// Outcome is what a grading showed of an answer.
type Outcome string

// The outcomes. A stub is right if it fails every test, a solution and an alternative
// if they pass every test; the words for mutants are those of mutation testing.
const (
	Right     Outcome = "right"
	Wrong     Outcome = "wrong"
	Killed    Outcome = "killed"
	Lived     Outcome = "lived"
	NotViable Outcome = "not viable"
	// NotGraded: the grader failed, which says nothing of the answer.
	NotGraded Outcome = "not graded"
)

// Report is what a check found.
type Report struct {
	Exercises []Exercise `json:"exercises"`
	// Mistakes are all that is wrong, sorted by place.
	Mistakes []Mistake `json:"mistakes,omitempty"`
	// Graded of Planned gradings of one answer were done. Both are 0 for a check
	// without executions.
	Graded  int `json:"graded"`
	Planned int `json:"planned"`
	// Kills says what killed the mutants that were graded.
	Kills *Matrix `json:"kills,omitempty"`
	// Repeat is how often each answer was to be graded.
	Repeat int `json:"repeat"`
	// Interrupted: the check was stopped before its end.
	Interrupted bool `json:"interrupted,omitempty"`
	// Millis is the wall time in milliseconds.
	Millis int64 `json:"millis"`
}

// OK reports whether nothing is wrong.
func (r Report) OK() bool { return len(r.Mistakes) == 0 }

// Exercise is the part of a report for one exercise.
type Exercise struct {
	Slug    string       `json:"slug"`
	Title   verdict.Text `json:"title"`
	Answers []Result     `json:"answers,omitempty"`
}

// Result is what the gradings of one answer showed.
type Result struct {
	Kind Kind `json:"kind"`
	// Name is empty for a stub and a solution.
	Name string `json:"name,omitempty"`
	// File is where it lies, relative to the kit's root.
	File string `json:"file"`
	// Declared and Means are a mutant's.
	Declared []verdict.Verdict `json:"declared,omitempty"`
	Means    answers.Means     `json:"means,omitempty"`
	// Gradings is how many were done. Verdicts and Outcomes say how they ended.
	Gradings int                     `json:"gradings"`
	Verdicts map[verdict.Verdict]int `json:"verdicts,omitempty"`
	Outcomes map[Outcome]int         `json:"outcomes,omitempty"`
	// Failed is how many of the gradings each test failed in.
	Failed map[string]int `json:"failed,omitempty"`
	// Killers says what killed a mutant, and in how many gradings.
	Killers map[Killer]int `json:"killers,omitempty"`
	// Undeclared is how many gradings were not as the answer declares. Of those that
	// killed a mutant, Amiss were not as it declares, and Misplaced named none of its
	// guilty lines.
	Undeclared int `json:"undeclared"`
	Amiss      int `json:"amiss,omitempty"`
	Misplaced  int `json:"misplaced,omitempty"`
	// At is a guilty line of a mutant that a finding named: "counter.go:31".
	At string `json:"at,omitempty"`
	// seed is that of the first grading that was not as declared, and mistakes are
	// what was wrong with it.
	seed     uint64
	mistakes []Mistake
}

// Mistake is one thing that is wrong.
type Mistake struct {
	// File is relative to the kit's root; it is empty if What names the place.
	File string `json:"file,omitempty"`
	// Line counts from 1 and is 0 for the file as a whole.
	Line   int    `json:"line,omitempty"`
	What   string `json:"what"`
	Remedy string `json:"remedy,omitempty"`
}

// String says "file:line: what; remedy", for people, editors and grep.
func (m Mistake) String() string {
	if m.File == "" {
		return m.What
	}
	return (&strict.Mistake{File: m.File, Line: m.Line, What: m.What, Remedy: m.Remedy}).Error()
}

// add counts a grading in.
func (r *Result) add(j Judgement, seed uint64) {
	if r.Verdicts == nil {
		r.Verdicts, r.Outcomes = map[verdict.Verdict]int{}, map[Outcome]int{}
		r.Failed, r.Killers = map[string]int{}, map[Killer]int{}
	}
	r.Gradings++
	r.Verdicts[j.Verdict]++
	r.Outcomes[j.Outcome]++
	for _, name := range j.Failed {
		r.Failed[name]++
	}
	if r.At == "" {
		r.At = j.At
	}
	if j.Killer != "" {
		r.Killers[j.Killer]++
	}
	if j.Outcome == Killed && j.At == "" {
		r.Misplaced++
	}
	if len(j.Mistakes) == 0 {
		return
	}
	r.Undeclared++
	if j.Outcome == Killed {
		r.Amiss++
	}
	if r.mistakes == nil {
		r.mistakes, r.seed = j.Mistakes, seed
	}
}

// sort brings the mistakes in order, each once.
func (r *Report) sort() {
	slices.SortStableFunc(r.Mistakes, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What))
	})
	r.Mistakes = slices.Compact(r.Mistakes)
}
