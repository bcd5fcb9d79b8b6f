package check_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/answers"
	"racekit/grader/check"
	"racekit/grader/verdict"
)

// guilty is a mutant with the marked line 8, in a function from line 6 to 9, and
// another function from line 12 to 14.
const guilty = `// A mistake.
//
//	verdicts = ["data race"]
//	fails = ["TestOne"]
package tally
func (t *Tally) Mark() {
	n := t.n
	t.n = n + 1 // mutant: lost
}

// Marks reads.
func (t *Tally) Marks() int {
	return t.n
}
`

// at is a line of the learner's.
func at(line int) verdict.Place {
	return verdict.Place{File: "exercises/tally/tally.go", Line: line, Learner: true}
}

// aMutant declares verdicts, and lets change more of what it declares.
func aMutant(change func(*answers.Mutant), verdicts ...verdict.Verdict) check.Answer {
	m := &answers.Mutant{Name: "bad", Verdicts: verdicts, Means: answers.Native, Lines: []verdict.Place{at(8)}}
	if change != nil {
		change(m)
	}
	return check.Answer{
		Slug: "tally", Kind: check.Mutant, Name: "bad", Mutant: m, Main: "tally.go",
		Files: map[string][]byte{"tally.go": []byte(guilty)},
		Paths: map[string]string{"tally.go": mutants + "bad.go"},
	}
}

func explorer(m *answers.Mutant) { m.Means = answers.Explorer }

func failsOne(m *answers.Mutant) { m.Fails = []string{"TestOne"} }

func anAnswer(kind check.Kind, path string) check.Answer {
	return check.Answer{
		Slug: "tally", Kind: kind, Main: "tally.go", Paths: map[string]string{"tally.go": path},
		Tests: map[string]verdict.Place{"TestTwo": {File: "exercises/tally/tally_test.go", Line: 30}},
	}
}

// graded is an exercise of two tests, of which the findings are those of the first
// ones; a test without a finding passed.
func graded(findings ...verdict.Finding) verdict.Exercise {
	ex := verdict.Exercise{Slug: "tally", Verdict: verdict.Pass, Points: 100}
	for i, name := range []string{"TestOne", "TestTwo"} {
		t := verdict.Test{Name: name, Points: 50, Earned: 50, Verdict: verdict.Pass}
		if i < len(findings) {
			t.Earned, t.Verdict, t.Finding = 0, findings[i].Verdict, &findings[i]
		}
		ex.Earned += t.Earned
		ex.Verdict = verdict.Worst(ex.Verdict, t.Verdict)
		ex.Tests = append(ex.Tests, t)
	}
	return ex
}

// whole is an exercise with a finding of its own, which earns nothing.
func whole(f verdict.Finding) verdict.Exercise {
	ex := graded(verdict.Finding{Verdict: f.Verdict}, verdict.Finding{Verdict: f.Verdict})
	ex.Tests[0].Finding, ex.Tests[1].Finding = nil, nil
	ex.Findings = []verdict.Finding{f}
	return ex
}

func race(lines ...int) verdict.Finding {
	f := verdict.Finding{Verdict: verdict.DataRace}
	for _, n := range lines {
		f.Accesses = append(f.Accesses, verdict.Access{At: at(n)})
	}
	return f
}

func wrongResult(line int) verdict.Finding {
	return verdict.Finding{Verdict: verdict.WrongResult, Place: at(line), Message: "Marks() = 1; want 2\nand more"}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	deadlock := func(g verdict.Goroutine) verdict.Finding {
		return verdict.Finding{Verdict: verdict.Deadlock, Goroutines: []verdict.Goroutine{g}}
	}
	notCompiled := verdict.Finding{Verdict: verdict.DoesNotCompile, Place: at(7), Message: "undefined: n"}
	tests := []struct {
		name   string
		answer check.Answer
		give   verdict.Exercise
		want   check.Outcome
		at     string
		// mistakes are what each mistake must hold, in order.
		mistakes []string
	}{
		{"a stub that fails all", anAnswer(check.Stub, stub), graded(race(7), wrongResult(6)), check.Right, "", nil},
		{"a stub that passes a test", anAnswer(check.Stub, stub), graded(race(7)), check.Wrong, "",
			[]string{"exercises/tally/tally_test.go:30: the untouched stub passes TestTwo and scores 50"}},
		{"a stub that does not compile", anAnswer(check.Stub, stub), whole(notCompiled), check.NotViable, "",
			[]string{stub + ":7: does not compile (undefined: n)"}},
		{"a solution that passes", anAnswer(check.Solution, solution), graded(), check.Right, "", nil},
		{"a solution that fails a test", anAnswer(check.Solution, solution), graded(wrongResult(6)), check.Wrong, "",
			[]string{solution + ":6: the solution scores 50 of 100: wrong result in TestOne (Marks() = 1; want 2)"}},
		{"an alternative that does not compile", anAnswer(check.Alternative, alternatives+"a.go"), whole(notCompiled), check.NotViable, "",
			[]string{alternatives + "a.go:7: does not compile (undefined: n)"}},
		{"a solution that was not graded", anAnswer(check.Solution, solution), whole(verdict.Finding{Verdict: verdict.NotGraded}), check.NotGraded, "",
			[]string{solution + ": could not be graded"}},

		{"a mutant with a place", aMutant(nil, verdict.Panic), graded(verdict.Finding{Verdict: verdict.Panic, Place: at(8)}), check.Killed, "tally.go:8", nil},
		{"a mutant with an access", aMutant(nil, verdict.DataRace), graded(race(13, 8)), check.Killed, "tally.go:8", nil},
		{"a mutant with a goroutine that stands there", aMutant(nil, verdict.Deadlock), graded(deadlock(verdict.Goroutine{At: at(8)})), check.Killed, "tally.go:8", nil},
		{"a mutant with a goroutine that was started there", aMutant(nil, verdict.Deadlock), graded(deadlock(verdict.Goroutine{At: at(13), Created: at(8)})), check.Killed, "tally.go:8", nil},
		{"a mutant that the lesser of two findings names", aMutant(nil, verdict.DataRace), graded(wrongResult(6), race(13, 13)), check.Killed, "tally.go:6", nil},
		{"a mutant with a wrong result, whose function is named", aMutant(nil, verdict.WrongResult), graded(wrongResult(6)), check.Killed, "tally.go:6", nil},
		{"a mutant without a trace, whose function is named", aMutant(nil, verdict.TooSlow),
			graded(verdict.Finding{Verdict: verdict.TooSlow, Place: at(6)}), check.Killed, "tally.go:6", nil},
		{"a mutant that declares not to compile", aMutant(nil, verdict.DoesNotCompile),
			whole(verdict.Finding{Verdict: verdict.DoesNotCompile, Place: at(8)}), check.Killed, "tally.go:8", nil},
		{"a mutant that fails what it declares", aMutant(failsOne, verdict.DataRace), graded(race(8, 8)), check.Killed, "tally.go:8", nil},

		{"a mutant that lived", aMutant(nil, verdict.DataRace), graded(), check.Lived, "",
			[]string{mutants + `bad.go:8: the mutant lived; it declares "data race"`}},
		{"a mutant with a wrong verdict", aMutant(nil, verdict.Deadlock, verdict.Panic), graded(race(8, 8)), check.Killed, "tally.go:8",
			[]string{mutants + `bad.go:3: the mutant got "data race": data race in TestOne; it declares "deadlock" or "panic"`}},
		{"a mutant of which another line is named", aMutant(nil, verdict.DataRace), graded(race(7, 13)), check.Killed, "",
			[]string{mutants + `bad.go:8: no finding names a line that is marked "// mutant:"; the findings name tally.go:13, tally.go:7`}},
		{"a mutant of which another function is named", aMutant(nil, verdict.WrongResult), graded(wrongResult(12)), check.Killed, "",
			[]string{mutants + `bad.go:8: no finding names a line that is marked "// mutant:"; the findings name tally.go:12`}},
		{"a mutant of which no line is named", aMutant(nil, verdict.Panic), graded(verdict.Finding{Verdict: verdict.Panic}), check.Killed, "",
			[]string{"the findings name no line of the learner's"}},
		{"a mutant of which only the test is named", aMutant(nil, verdict.Panic),
			graded(verdict.Finding{Verdict: verdict.Panic, Place: verdict.Place{File: "exercises/tally/tally_test.go", Line: 8}}), check.Killed, "",
			[]string{"the findings name no line of the learner's"}},
		{"a mutant that does not compile", aMutant(nil, verdict.DataRace), whole(notCompiled), check.NotViable, "",
			[]string{mutants + "bad.go:7: does not compile (undefined: n)"}},
		{"a mutant that fails more", aMutant(failsOne, verdict.DataRace), graded(race(8, 8), wrongResult(6)), check.Killed, "tally.go:8",
			[]string{mutants + "bad.go:4: the mutant fails TestTwo (wrong result), which is not in fails"}},
		{"a mutant that fails less", aMutant(func(m *answers.Mutant) { m.Fails = []string{"TestOne", "TestTwo"} }, verdict.DataRace), graded(race(8, 8)), check.Killed, "tally.go:8",
			[]string{mutants + "bad.go:4: the mutant passes TestTwo, which it declares to fail"}},

		{"an explorer's mutant that lived", aMutant(explorer, verdict.WrongResult), graded(), check.Lived, "",
			[]string{mutants + "bad.go:8: the mutant lived"}},
		{"an explorer's mutant that was killed otherwise", aMutant(explorer, verdict.WrongResult), graded(race(7, 13)), check.Killed, "",
			[]string{mutants + "bad.go:3: the mutant got \"data race\"", mutants + "bad.go:8: no finding names a line"}},
		{"an explorer's mutant that does not compile", aMutant(explorer, verdict.WrongResult), whole(notCompiled), check.NotViable, "",
			[]string{"does not compile"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := check.Judge(tt.answer, tt.give)
			assert.Equal(t, tt.want, got.Outcome)
			assert.Equal(t, tt.give.Verdict, got.Verdict)
			assert.Equal(t, tt.at, got.At)
			if !assert.Len(t, got.Mistakes, len(tt.mistakes), "%v", got.Mistakes) {
				return
			}
			for i, m := range got.Mistakes {
				assert.Contains(t, m.String(), tt.mistakes[i])
				assert.NotEmpty(t, m.Remedy)
				assert.False(t, strings.Contains(m.String(), "\n"), "a mistake is one line")
			}
		})
	}
}
