package diagnose

import (
	"cmp"
	"slices"
	"strings"

	"racekit/grader/assemble"
	"racekit/grader/catalog"
	"racekit/grader/crashreport"
	"racekit/grader/execute"
	"racekit/grader/explain"
	"racekit/grader/leakreport"
	"racekit/grader/racereport"
	"racekit/grader/record"
	"racekit/grader/source"
	"racekit/grader/stack"
	"racekit/grader/verdict"
)

// stuck diagnoses an execution that had to be given up.
func (s Subject) stuck(k record.Stuck) (verdict.Verdict, verdict.Finding) {
	// A dump that is not wholly understood still shows what it shows.
	gs, _ := stack.Parse(k.Dump)
	if k.Proved {
		gs, _ = leakreport.ParseProfile(k.Dump)
	}
	f := verdict.Finding{Raw: k.Dump}
	switch k.Kind {
	case record.StuckDeadlock:
		blocked := s.cast(gs, s.waits)
		f.Goroutines, f.Place = cap10(blocked), firstLearner(blocked)
		return verdict.Deadlock, explain.Deadlock(blocked).On(f)
	case record.StuckGoroutines:
		all := s.cast(gs, func(g stack.Goroutine) bool { return s.inLearner(g.Frames) || s.inLearner([]stack.Frame{g.Created}) })
		f.Place = firstLearner(all)
		return verdict.OutOfMemory, explain.TooManyGoroutines().On(f)
	case record.StuckMemory:
		all := s.cast(gs, func(g stack.Goroutine) bool { return s.inLearner(g.Frames) })
		f.Goroutines, f.Place = cap10(all), firstLearner(all)
		return verdict.OutOfMemory, explain.Memory(all).On(f)
	}
	busy := s.cast(gs, func(g stack.Goroutine) bool { return !g.Blocked() })
	f.Goroutines, f.Place = cap10(busy), firstLearner(busy)
	return verdict.Hang, explain.Hang(busy, k.Polling).On(f)
}

// panicked diagnoses a panic that the harness recovered.
func (s Subject) panicked(test catalog.Test, p record.Panic) verdict.Finding {
	f := verdict.Finding{Message: "panic: " + p.Value, Raw: p.Stack}
	var frames []stack.Frame
	if gs, _ := stack.Parse(p.Stack); len(gs) > 0 {
		frames = afterPanic(gs[0].Frames)
		f.Place = learnerOnly(s.innermost(frames))
	}
	return s.panicWords(test, p.Value, frames).On(f)
}

// panicWords explains a panic that was raised at frames. One that the test itself raises,
// to see what becomes of it, is explained by the test.
func (s Subject) panicWords(test catalog.Test, value string, frames []stack.Frame) explain.Words {
	w := explain.Panic(value)
	if f, ok := firstUser(frames); ok && !s.place(f).Learner && !test.Why.IsZero() {
		w.Why, w.Direction = test.Why, test.Direction
	}
	return w
}

// afterPanic drops the frames of the recovery, so that the innermost one left is
// where the panic was raised.
func afterPanic(frames []stack.Frame) []stack.Frame {
	for i := len(frames) - 1; i >= 0; i-- {
		if frames[i].Func == "panic" {
			return frames[i+1:]
		}
	}
	return frames
}

// learnerOnly is p if it is the learner's, and nowhere if it is not: a finding never
// points at a line that the learner may not edit.
func learnerOnly(p verdict.Place) verdict.Place {
	if p.Learner {
		return p
	}
	return verdict.Place{}
}

// raced diagnoses data races. The report with the most of the learner in it is shown,
// and of several the first by its lines, so that it does not depend on the schedule
// more than it must.
func (s Subject) raced(log string) verdict.Finding {
	reports, _ := racereport.Parse(log)
	if len(reports) == 0 {
		return explain.Race(verdict.Access{}, verdict.Access{}, "").On(verdict.Finding{Raw: log})
	}
	best := slices.MaxFunc(reports, func(a, b racereport.Report) int {
		return cmp.Or(s.mine(a)-s.mine(b), strings.Compare(b.Signature(), a.Signature()))
	})
	names := s.namesIn(best)
	earlier, later := s.access(best.Accesses[1], names), s.access(best.Accesses[0], names)
	if later.At.IsZero() {
		later, earlier = earlier, verdict.Access{} // the detector could restore one stack only
	}
	f := verdict.Finding{Raw: best.Raw}
	for _, a := range []verdict.Access{later, earlier} {
		if !a.At.IsZero() {
			f.Accesses = append(f.Accesses, a)
		}
	}
	f.Place = guilty(f.Accesses)
	if s.mine(best) == 0 && ofWaitGroup(best) {
		return s.addedLate(best)
	}
	for _, g := range best.Goroutines {
		f.Goroutines = append(f.Goroutines, verdict.Goroutine{
			Name: nameOf(g.ID, names), State: g.State, Created: s.innermost(g.Created),
		})
	}
	slices.SortFunc(f.Goroutines, func(a, b verdict.Goroutine) int { return strings.Compare(a.Name, b.Name) })
	variable := s.variable(later.At, earlier.At)
	if starter := s.unjoined(best); starter != "" {
		return explain.Unjoined(later, earlier, variable, starter).On(f)
	}
	return explain.Race(later, earlier, variable).On(f)
}

// ofWaitGroup reports whether a report is of a WaitGroup's own: package sync tells the
// detector of a write at the first Add and a read at Wait, so that an Add which no edge
// orders before the Wait is a data race. Neither shows the caller.
func ofWaitGroup(r racereport.Report) bool {
	for _, a := range r.Accesses {
		if len(a.Frames) > 0 && (strings.HasPrefix(a.Frames[0].Func, "runtime.race") || strings.HasPrefix(a.Frames[0].Func, "sync.(*WaitGroup).")) {
			return true
		}
	}
	return false
}

// addedLate diagnoses a WaitGroup whose Add races with its Wait. The learner's line is
// the one that started the goroutine.
func (s Subject) addedLate(r racereport.Report) verdict.Finding {
	f := verdict.Finding{Raw: r.Raw}
	for _, g := range r.Goroutines {
		if p := learnerOnly(s.innermost(g.Created)); f.Place.IsZero() {
			f.Place = p
		}
	}
	return explain.AddedLate(f.Place).On(f)
}

// unjoined returns the learner's function whose own access races with one in a closure
// of it, "" if the race is another one. The closure then runs on a goroutine that
// the function started and did not wait for.
func (s Subject) unjoined(r racereport.Report) string {
	outer := func(frames []stack.Frame) string {
		for _, f := range frames {
			if s.place(f).Learner {
				return f.Func
			}
		}
		return ""
	}
	a, b := outer(r.Accesses[0].Frames), outer(r.Accesses[1].Frames)
	switch {
	case a == "" || b == "":
	case strings.HasPrefix(a, b+".func"):
		return short(b)
	case strings.HasPrefix(b, a+".func"):
		return short(a)
	}
	return ""
}

// mine counts the accesses of a report that are in the learner's files.
func (s Subject) mine(r racereport.Report) (n int) {
	for _, a := range r.Accesses {
		if s.inLearner(a.Frames) {
			n++
		}
	}
	return n
}

// guilty is the place of a race to look at first: the learner's line that writes, and
// of two the upper one.
func guilty(accesses []verdict.Access) verdict.Place {
	var best verdict.Access
	for _, a := range accesses {
		writes, bestWrites := strings.HasSuffix(a.Op, "write"), strings.HasSuffix(best.Op, "write")
		switch {
		case !a.At.Learner:
		case best.At.IsZero(), writes && !bestWrites, writes == bestWrites && a.At.Line < best.At.Line:
			best = a
		}
	}
	return best.At
}

// nameOf names goroutines g1, g2, ... in the order in which they are met: the numbers
// of the race detector and the runtime differ from each other and from run to run.
func nameOf(id int, names map[int]string) string {
	if _, ok := names[id]; !ok {
		names[id] = nth(len(names))
	}
	return names[id]
}

func (s Subject) access(a racereport.Access, names map[int]string) verdict.Access {
	if len(a.Frames) == 0 {
		return verdict.Access{}
	}
	return verdict.Access{Op: a.Op, At: s.accessed(a.Frames), Goroutine: nameOf(a.Goroutine, names)}
}

// accessed is the place of an access. Of a function of package sync/atomic the detector
// does not show the caller: its name is all there is to say, and not the line of
// the assembly.
func (s Subject) accessed(frames []stack.Frame) verdict.Place {
	p := s.innermost(frames)
	if name, ok := strings.CutPrefix(frames[0].Func, "sync/atomic."); ok && !strings.HasPrefix(p.File, s.Dir+"/") {
		return verdict.Place{File: "sync/atomic", Func: name}
	}
	return p
}

// variable guesses which variable two lines of the learner share.
func (s Subject) variable(a, b verdict.Place) string {
	if !a.Learner || !b.Learner {
		return ""
	}
	at := func(p verdict.Place) []string { return s.Files[baseName(p.File)].Variables(p.Line) }
	return source.Common(at(a), at(b))
}

func baseName(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }

// leaked diagnoses goroutines that were left behind.
func (s Subject) leaked(text string) verdict.Finding {
	gs, _ := leakreport.ParseGoleak(text)
	left := s.cast(gs, func(stack.Goroutine) bool { return true })
	f := verdict.Finding{Raw: text, Goroutines: cap10(left), Place: firstLearner(left)}
	return explain.Leak(left).On(f)
}

// children reports whether a leak is of the exercise's child processes and of nothing else:
// of goroutines that package os/exec started, of which no line leads to the learner.
func (s Subject) children(text string) bool {
	gs, _ := leakreport.ParseGoleak(text)
	return s.Processes && len(gs) > 0 && !slices.ContainsFunc(gs, func(g stack.Goroutine) bool {
		return !strings.HasPrefix(g.Created.Func, "os/exec.")
	})
}

// wrong diagnoses failed assertions. There is no trace that leads to a line of the
// learner: what is shown is the function that the test is about.
func (s Subject) wrong(test catalog.Test, messages []string) verdict.Finding {
	lines := make([]string, len(messages))
	for i, m := range messages {
		name, rest, found := strings.Cut(m, ":")
		if lines[i] = m; found {
			lines[i] = assemble.OriginalBase(name) + ":" + rest
		}
	}
	f := verdict.Finding{Message: strings.Join(lines, "\n"), Place: s.about(test)}
	return explain.Wrong(test.Title, test.Why, test.Direction).On(f)
}

// about is the first function that the test is about and that is there.
func (s Subject) about(test catalog.Test) verdict.Place {
	for _, name := range test.About {
		for file, src := range s.Files {
			if line, ok := src.Func(name); ok {
				return verdict.Place{File: s.Dir + "/" + file, Line: line, Func: name, Learner: true}
			}
		}
	}
	return verdict.Place{}
}

// slow diagnoses a demand for overlap that was not met.
func (s Subject) slow(test catalog.Test, k record.Slow) verdict.Finding {
	gs, _ := stack.Parse(k.Dump)
	f := verdict.Finding{Raw: k.Dump}
	switch k.Kind {
	case record.SlowWitness:
		f.Place = s.standing(gs, arriveFunc)
		f = explain.Alone(k.Want, k.Got, f.Place).On(f)
	case record.SlowIndependent:
		f.Place = s.standing(gs, workFunc)
		f = explain.Dependent(f.Place).On(f)
	case record.SlowSteps:
		f.Place = s.standing(gs, workFunc)
		f = explain.Long(k.Got, k.Want, f.Place).On(f)
	default:
		f = explain.Late(k.Got, k.Want).On(f)
	}
	if f.Place.IsZero() {
		f.Place = s.about(test)
	}
	if k.Kind != record.SlowSteps {
		f.Goroutines = cap10(s.cast(gs, func(g stack.Goroutine) bool { return s.inLearner(g.Frames) }))
	}
	return f
}

// standing is the learner's line below a function of the harness: the one whose call
// led there. Failing that, it is any line of the learner that waits.
func (s Subject) standing(gs []stack.Goroutine, below string) verdict.Place {
	var other verdict.Place
	for _, g := range gs {
		p := learnerOnly(s.innermost(g.Frames))
		if p.IsZero() {
			continue
		}
		if g.HasFunc(below) {
			return p
		}
		if other.IsZero() {
			other = p
		}
	}
	return other
}

// died diagnoses a process that ended, or was ended, inside a test.
func (s Subject) died(test catalog.Test, o execute.Outcome) verdict.Finding {
	if o.Killed {
		return explain.Silent().On(verdict.Finding{Verdict: verdict.Hang, Message: o.Status})
	}
	// The race detector writes its own last words to its log.
	crash, ok := crashreport.Parse(o.Stderr + "\n" + o.Races)
	if !ok && o.Status == "signal: killed" {
		return explain.Memory(nil).On(verdict.Finding{Verdict: verdict.OutOfMemory, Message: o.Status})
	}
	if !ok {
		return explain.Ended(o.Status).On(verdict.Finding{Verdict: verdict.Panic, Message: o.Status})
	}
	f := verdict.Finding{Message: said(crash), Raw: crash.Raw, Place: learnerOnly(s.innermost(crash.Goroutine.Frames))}
	if crash.Goroutine.ID != 0 {
		f.Goroutines = []verdict.Goroutine{s.goroutine(crash.Goroutine)}
		if f.Place.IsZero() {
			f.Place = learnerOnly(s.place(crash.Goroutine.Created))
		}
	}
	switch crash.Kind {
	case crashreport.OutOfMemory:
		f.Verdict = verdict.OutOfMemory
		return explain.Memory(nil).On(f)
	case crashreport.TooManyGoroutines:
		f.Verdict = verdict.OutOfMemory
		return explain.TooManyGoroutines().On(f)
	}
	f.Verdict = verdict.Panic
	return s.panicWords(test, crash.Message, afterPanic(crash.Goroutine.Frames)).On(f)
}

// said is the message of a crash as it was printed.
func said(c crashreport.Crash) string {
	if c.Kind == crashreport.Panic || c.Kind == crashreport.Fatal {
		return string(c.Kind) + ": " + c.Message
	}
	return c.Message
}
