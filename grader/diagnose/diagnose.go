// Package diagnose turns what one execution of a test showed (records, the race
// detector's log, a crash) into the finding that is most severe, with the learner's
// lines as evidence. Package explain lends it the words.
package diagnose

import (
	"regexp"
	"slices"
	"strings"

	"racekit/grader/assemble"
	"racekit/grader/catalog"
	"racekit/grader/execute"
	"racekit/grader/explain"
	"racekit/grader/explore/outcome"
	"racekit/grader/record"
	"racekit/grader/source"
	"racekit/grader/stack"
	"racekit/grader/verdict"
)

// Subject is the exercise that was executed.
type Subject struct {
	// Dir is the exercise's folder, relative to the tree that was graded.
	Dir string
	// Files are the learner's files by base name.
	Files map[string]*source.File
	// Processes: it may start child processes, as no exercise beside it in a process may:
	// what package os/exec leaves behind is its own.
	Processes bool

	// shownIn is the schedule that is told beside the finding, nil if there is none: who takes
	// part is called in both by the same name.
	shownIn *outcome.Failure
}

// Result is what one execution of one test amounts to.
type Result struct {
	Verdict verdict.Verdict
	// Timed: the verdict is "too slow" by the clock, which a busy machine can cause.
	// It counts only in a majority of executions.
	Timed bool
	// Foreign: nothing in it shows a line of this exercise. In a process that several
	// exercises share, one of the others may have done it: an initialiser may start
	// goroutines, which outlive it.
	Foreign bool
	// Finding is nil for a pass.
	Finding *verdict.Finding
}

// maxRaw bounds the report that a finding carries, in bytes.
const maxRaw = 8 << 10

// End diagnoses an execution that came to an end. races is the log of the race
// detector of its process: a process stops after the first test that is not right, so
// whatever is in the log belongs to its last test.
func (s Subject) End(test catalog.Test, e record.End, races string) Result {
	var found []verdict.Finding
	add := func(v verdict.Verdict, f verdict.Finding) {
		f.Verdict = v
		found = append(found, f)
	}
	timed := true
	if e.Stuck != nil {
		add(s.stuck(*e.Stuck))
	}
	if e.Panic != nil {
		add(verdict.Panic, s.panicked(test, *e.Panic))
	}
	if e.Races > 0 {
		add(verdict.DataRace, s.raced(races))
	}
	if e.Left != "" {
		add(verdict.GoroutineLeak, s.leaked(e.Left))
	}
	if len(e.Wrong) > 0 {
		add(verdict.WrongResult, s.wrong(test, e.Wrong))
	}
	for _, slow := range e.Slow {
		add(verdict.TooSlow, s.slow(test, slow))
		timed = timed && !slow.Exact
	}
	r := worst(found, timed)
	switch r.Verdict {
	case verdict.OutOfMemory, verdict.DataRace, verdict.Deadlock, verdict.GoroutineLeak, verdict.Hang:
		r.Foreign = !s.shown(*r.Finding) && !(r.Verdict == verdict.GoroutineLeak && s.children(e.Left))
	}
	if r.Finding != nil && r.Finding.Place.IsZero() && (!r.Foreign || r.Verdict == verdict.GoroutineLeak) {
		s.fallBack(test, r.Finding)
	}
	return r
}

// fallBack is for a finding that leads to no line of the learner: it shows the function
// that the test is about, and of a deadlock, and of a leak of which no goroutine is shown,
// what the test itself has to say. A leak that shows nobody is Foreign, and is kept only of a
// process that no other exercise shares.
func (s Subject) fallBack(test catalog.Test, f *verdict.Finding) {
	f.Place = s.about(test)
	silent := f.Verdict == verdict.Deadlock || f.Verdict == verdict.GoroutineLeak && len(f.Goroutines) == 0
	if silent && !test.Why.IsZero() {
		f.Why, f.Direction = test.Why, test.Direction
	}
}

// shown reports whether a finding shows any line of the exercise, of its tests too.
func (s Subject) shown(f verdict.Finding) bool {
	places := []verdict.Place{f.Place}
	for _, a := range f.Accesses {
		places = append(places, a.At)
	}
	for _, g := range f.Goroutines {
		places = append(places, g.At, g.Created)
	}
	return slices.ContainsFunc(places, func(p verdict.Place) bool { return strings.HasPrefix(p.File, s.Dir+"/") })
}

// worst picks the most severe finding, the first of equals.
func worst(found []verdict.Finding, timed bool) Result {
	r := Result{Verdict: verdict.Pass}
	for i := range found {
		if found[i].Verdict.Worse(r.Verdict) {
			r.Verdict, r.Finding = found[i].Verdict, &found[i]
		}
	}
	r.Timed = r.Verdict == verdict.TooSlow && timed
	if r.Finding != nil {
		raw := r.Finding.Raw
		r.Finding.Raw = strings.ToValidUTF8(raw[:min(len(raw), maxRaw)], "")
	}
	return r
}

// Death diagnoses a process that died in the middle of a test.
func (s Subject) Death(test catalog.Test, o execute.Outcome) Result {
	f := s.died(test, o)
	r := worst([]verdict.Finding{f}, false)
	r.Foreign = !o.Killed && !s.shown(f)
	return r
}

// Missing is the result of a test that a process passed over.
func Missing() Result {
	f := explain.NeverReported().On(verdict.Finding{Verdict: verdict.Panic})
	return Result{Verdict: verdict.Panic, Finding: &f}
}

// raceStatus is the exit status of a process that the race detector has reported in.
const raceStatus = "exit status 66"

// Unreported reports whether the race detector says by the exit status of a process that
// came to its end that it found something, and neither a test nor the log says what. What
// the tests of that process showed is then worth nothing, for nobody knows what was lost.
// A process that ended in the middle of a test is another thing: Death has it. So is one
// that stopped at a test which failed: what that left running may have brought the race
// detector down as well, for want of memory say, and races until then were counted.
func Unreported(o execute.Outcome) bool {
	return o.Done != nil && o.Done.Stopped == "" && o.Status == raceStatus && !strings.Contains(o.Races, "WARNING: DATA RACE") &&
		!slices.ContainsFunc(o.Ends, func(e record.End) bool { return e.Races > 0 })
}

// Lost is the result of a test of such a process.
func Lost() Result {
	f := explain.ReportLost().On(verdict.Finding{Verdict: verdict.NotGraded, Message: raceStatus})
	return Result{Verdict: verdict.NotGraded, Finding: &f}
}

// place is where a frame is, in the terms of the tree that was graded.
func (s Subject) place(f stack.Frame) verdict.Place {
	p := verdict.Place{File: assemble.Original(f.File), Line: f.Line}
	if name, ok := strings.CutPrefix(p.File, s.Dir+"/"); ok {
		if file := s.Files[name]; file != nil {
			p.Learner = true
			p.Func, p.Line = located(file, f)
		}
	}
	if p.Func == "" && p.File != "" {
		p.Func = short(f.Func)
	}
	return p
}

// located is the function and the line of a frame in a learner's file. A goroutine in a
// loop without a body is seen at the loop, at the start of its function, or at no line,
// as it happens: it is said to be at the loop, so that the line is the same every time.
func located(file *source.File, f stack.Frame) (name string, line int) {
	name, first, _ := file.FuncAt(f.Line)
	line = f.Line
	if start, ok := file.Func(short(f.Func)); name == "" && ok {
		name, first, line = short(f.Func), start, start
	}
	if loop, ok := file.EmptyLoop(name); ok && line == first {
		line = loop
	}
	return name, line
}

// short is a function's name without its package's path, its type arguments and the
// numbers of closures: "racekit/exercises/counter/tests.TestX.func1.2" becomes "TestX".
func short(name string) string {
	for before := ""; before != name; {
		before, name = name, typeArguments.ReplaceAllString(name, "")
	}
	name = name[strings.LastIndexByte(name, '/')+1:]
	if _, rest, ok := strings.Cut(name, "."); ok {
		name = rest
	}
	name = strings.NewReplacer("(*", "", "(", "", ")", "").Replace(name)
	if i := strings.Index(name, ".func"); i > 0 {
		name = name[:i]
	}
	return strings.TrimSuffix(name, "-fm")
}

// typeArguments are the innermost ones of a name: "[...]" in a dump, "[go.shape.int]" in
// a race report.
var typeArguments = regexp.MustCompile(`\[[^\[\]]*\]`)

// innermost is the place among frames to show: the innermost line of the learner;
// failing that, of the exercise's tests or the kit's files; failing that, the top.
func (s Subject) innermost(frames []stack.Frame) verdict.Place {
	var tests verdict.Place
	for _, f := range frames {
		p := s.place(f)
		if p.Learner {
			return p
		}
		if tests.IsZero() && strings.HasPrefix(p.File, s.Dir+"/") {
			tests = p
		}
	}
	if !tests.IsZero() || len(frames) == 0 {
		return tests
	}
	return s.place(frames[0])
}

// inLearner reports whether any frame is in a learner's file.
func (s Subject) inLearner(frames []stack.Frame) bool {
	return len(frames) > 0 && s.innermost(frames).Learner
}
