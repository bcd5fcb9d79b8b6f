package drive

import (
	"slices"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/search"
	"racekit/grader/explore/step"
)

// The budgets, in schedules, of making a failure simple, and of looking for one that
// shows what a data race does.
const (
	shrinkBudget = 400
	watchBudget  = 300
	// shrinkSteps bounds what shrinking may cost, in steps of all schedules together.
	shrinkSteps = 2_000_000
	// watchSteps bounds the search for harm in the same way; its steps cost more.
	watchSteps = 300_000
)

// fails turns the schedule that failed into the simplest that fails in the same way,
// executes that twice, and takes it down.
func (e *exploration) fails(j judged, choices []uint16, number int) {
	e.opt.Logs, e.opt.Expired = false, nil
	left := shrinkSteps
	choices = search.Shrink(choices, shrinkBudget, func(c step.Chooser) search.Outcome {
		if left <= 0 {
			return search.Outcome{}
		}
		j := e.run(c)
		left -= j.result.Steps
		return j.outcome()
	})
	first, second := e.twice(choices, e.opt)
	f := describe(second, choices, number)
	f.Repeats = alike(first, second)
	if f.Class == "" {
		f = describe(j, choices, number)
	}
	if first.report != "" {
		f.RaceReport = first.report
	} else if j.report != "" {
		f.RaceReport = j.report
	}
	if slices.Contains(j.classes, outcome.Race) && !e.without("memory") {
		if shown := e.show(number); shown != nil {
			shown.RaceReport, shown.Learned = f.RaceReport, f.Choices
			f = *shown
		}
	}
	f.Bound, f.Unfair = e.opt.Steps, e.opt.Unfair
	e.res.Failure = &f
}

// twice executes a schedule as it is, and once more to take it down.
func (e *exploration) twice(choices []uint16, opt sched.Options) (first, second judged) {
	first = e.again(choices, opt)
	if opt.Memory != sched.Watch && !e.without("memory") {
		e.learn(choices)
		opt.Memory = sched.Learn
	}
	opt.Record = true
	return first, e.again(choices, opt)
}

// alike reports whether two executions of a schedule showed the same.
func alike(a, b judged) bool { return a.result.Hash == b.result.Hash && a.key == b.key }

// again executes a schedule once more.
func (e *exploration) again(choices []uint16, opt sched.Options) judged {
	return e.execute(search.NewReplay(choices), opt, e.body)
}

// learn finds out which accesses to plain variables touch what is shared.
func (e *exploration) learn(choices []uint16) {
	sched.ForgetSites()
	opt := e.opt
	opt.Memory = sched.Learn
	e.again(choices, opt)
}

// show looks for a schedule, with accesses to shared variables as steps, in which a data
// race does harm that the test sees: a lost update, say.
func (e *exploration) show(number int) *outcome.Failure {
	opt := e.opt
	opt.Memory = sched.Watch
	harm := func(j judged) bool {
		return slices.ContainsFunc(j.classes, func(c outcome.Class) bool { return c != outcome.Race })
	}
	s := search.New(search.Config{Schedules: watchBudget, Bounds: []int{0, 1, 2}, Without: search.Lockstep})
	for left := watchSteps; left > 0 && s.Next(); {
		j := e.execute(s, opt, e.body)
		s.End(j.outcome())
		left -= j.result.Steps
		if !harm(j) {
			continue
		}
		run := func(c step.Chooser) search.Outcome {
			j := e.execute(c, opt, e.body)
			o := j.outcome()
			if !harm(j) {
				o.Failure = ""
			}
			return o
		}
		choices := search.Shrink(s.Choices(), watchBudget, run)
		first, second := e.twice(choices, opt)
		if !harm(second) || !slices.Contains(second.classes, outcome.Race) {
			return nil
		}
		f := describe(second, choices, number)
		f.Memory = true
		f.Repeats = alike(first, second)
		return &f
	}
	return nil
}

// describe turns what a recorded schedule showed into a record.
func describe(j judged, choices []uint16, number int) outcome.Failure {
	r := j.result
	f := outcome.Failure{
		Schedule: number, Preemptions: r.Preemptions, Steps: r.Steps, Choices: search.Encode(choices), Hash: r.Hash,
		RaceReport: j.report, Bounded: r.Cut,
	}
	if j.failed() {
		f.Class, f.Also = j.classes[0], j.classes[1:]
	}
	for _, o := range r.Reports {
		f.Messages = append(f.Messages, o.Message)
	}
	if r.Panic != nil {
		f.Panic, f.Stack, f.Goroutine = r.Panic.Value, plainNames(r.Panic.Stack), r.Panic.G
	}
	for _, b := range r.Stuck {
		f.Stuck = append(f.Stuck, b.G)
	}
	f.Running = r.Running
	if rec := r.Recording; rec != nil {
		f.Events, f.Goroutines, f.Objects = rec.Events, rec.Goroutines, rec.Objects
	}
	if p := r.Pair; p != nil && p.First >= 0 && p.Second >= 0 {
		f.Pair = &outcome.Pair{First: p.First, Second: p.Second}
	}
	shorten(&f)
	return f
}

// shorten keeps the beginning and the end of a very long recording.
func shorten(f *outcome.Failure) {
	const most = 2000
	n := len(f.Events)
	if n <= 2*most {
		return
	}
	f.Omitted = n - 2*most
	f.Events = append(f.Events[:most:most], f.Events[n-most:]...)
	f.Pair = nil // its indexes are those of the whole
}

// replay executes one schedule, and takes it down whatever it shows.
func (e *exploration) replay(r outcome.Replay) {
	choices, err := search.Decode(r.Choices)
	if err != nil {
		e.res.Skipped = err.Error()
		return
	}
	e.opt = sched.Options{Steps: r.Steps, Seed: r.Seed, Unfair: r.Unfair, Early: !e.without("early")}
	opt := e.opt
	if r.Memory {
		base, err := search.Decode(r.Learned)
		if err != nil {
			e.res.Skipped = err.Error()
			return
		}
		e.learn(base)
		opt.Memory = sched.Watch
	}
	first, second := e.twice(choices, opt)
	e.res.Coverage.Schedules = 1
	if !first.failed() && !second.failed() {
		e.endless(first, choices)
		return
	}
	f := describe(second, choices, 1)
	if f.Class == "" || first.report != "" && f.Class != outcome.Panic {
		// The race detector reports only in one of the two, if the other is recorded.
		g := describe(first, choices, 1)
		f.Class, f.Also, f.RaceReport = g.Class, g.Also, g.RaceReport
	}
	f.Memory, f.Learned = r.Memory, r.Learned
	f.Repeats = first.result.Hash == second.result.Hash
	e.res.Failure = &f
}
