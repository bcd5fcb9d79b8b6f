package drive

import (
	"slices"
	"time"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/search"
	"racekit/grader/explore/step"
)

// parts are the names by which a plan leaves parts of the search out.
func (d *driver) parts() search.Part {
	var p search.Part
	for name, part := range map[string]search.Part{
		"bounded": search.Bounded, "unbounded": search.Unbounded, "lockstep": search.Lockstep,
		"pct": search.PCT, "sampler": search.Sampler, "pruning": search.Pruning,
	} {
		if d.without(name) {
			p |= part
		}
	}
	return p
}

// test explores one test.
func (d *driver) test(t Test) outcome.Test {
	begun := time.Now()
	e := &exploration{driver: d, test: t, body: body(t, d.program.Resets), res: outcome.Test{Name: t.Name}}
	if d.plan.Replay != nil {
		e.replay(*d.plan.Replay)
	} else {
		e.explore()
	}
	e.res.Coverage.Seed = d.plan.Seed
	e.res.Elapsed = int64(time.Since(begun))
	return e.res
}

// exploration is that of one test.
type exploration struct {
	*driver
	test Test
	body func()
	opt  sched.Options
	res  outcome.Test
	cut  int
	// prioritized counts schedules with random priorities.
	prioritized int
}

// explore searches for a schedule that fails, and explains the first that does.
func (e *exploration) explore() {
	e.opt = sched.Options{Logs: e.plan.Logs, Steps: e.plan.Steps, Early: !e.without("early"), Seed: e.plan.Seed}
	if e.plan.Steps == 0 {
		e.opt.Steps = e.atFirst()
	}
	if sched.Race && !e.without("memory") {
		e.opt.Memory = sched.Follow
	}
	begun := time.Now()
	spent := func() float64 {
		if e.plan.Time == 0 {
			return 0
		}
		return float64(time.Since(begun)) / float64(e.plan.Time)
	}
	s := search.New(search.Config{
		Seed: e.plan.Seed, Schedules: e.plan.Schedules, Bounds: e.plan.Bounds, Without: e.parts(),
		Spent: spent,
	})
	told := begun
	for n := 1; s.Next(); n++ {
		j := e.next(s)
		if n == 1 {
			j = e.bound(j, s)
			e.res.Logs, e.res.Coverage.First = j.result.Logs, j.result.Steps
			e.opt.Expired = func() bool { return spent() >= 1 }
		} else {
			j = e.longer(j, s)
		}
		s.End(j.outcome())
		if e.plan.Logs && !j.result.Pruned && e.res.Unlike == nil && !slices.Equal(j.result.Logs, e.res.Logs) {
			e.res.Unlike = append([]string{}, j.result.Logs...)
		}
		if e.stops(j, s, n) || n == 1 && e.stopsAtFirst(j, s.Choices()) {
			break
		}
		if now := time.Now(); now.Sub(told) > time.Second {
			told = now
			e.progress(s, n)
		}
	}
	e.cover(s)
}

// stops takes down what ends the exploration.
func (e *exploration) stops(j judged, s *search.Search, n int) bool {
	switch {
	case j.result.Refused != nil:
		e.res.Refused = &outcome.Refusal{What: j.result.Refused.What, Where: j.result.Refused.Where}
	case j.result.Skipped != "":
		e.res.Skipped = j.result.Skipped
	case j.failed():
		e.fails(j, s.Choices(), n)
		e.frequency(s)
	default:
		return false
	}
	return true
}

// next executes the schedule that the search has prepared. Every other pair of those with
// random priorities is unfair: what needs one goroutine to be far ahead of the others is
// found by nothing else.
func (e *exploration) next(s *search.Search) judged {
	e.opt.Unfair = false
	if s.Stage().Name == search.NamePCT {
		e.prioritized++
		e.opt.Unfair = e.prioritized%4 < 2
	}
	return e.run(s)
}

// run executes one schedule.
func (e *exploration) run(c step.Chooser) judged {
	j := e.execute(c, e.opt, e.body)
	if j.result.Cut {
		e.cut++
	}
	e.res.Coverage.Fair = e.res.Coverage.Fair || j.result.Fair
	return j
}

// longer gives a schedule that came to a bound, and is wrong for that, as many steps as the
// first may have, with turns for everybody from there on, or in the same lockstep. If it ends then, it was only long,
// and so may others be.
func (e *exploration) longer(j judged, s *search.Search) judged {
	r := j.result
	if !j.failed() || !r.Cut && !r.Ticked || e.plan.Steps != 0 || e.opt.Steps >= firstSteps {
		return j
	}
	before := e.opt.Steps
	e.opt.Steps = firstSteps
	again := e.run(s.Longer())
	if r = again.result; r.Cut || r.Ticked || r.Pruned {
		e.opt.Steps = before
		return j
	}
	e.opt.Steps = min(firstSteps, max(before, timesSteps*r.Steps))
	return again
}

func (j judged) outcome() search.Outcome {
	r := j.result
	return search.Outcome{
		Failure: j.key, Pruned: r.Pruned && !j.failed(), Cut: r.Cut, Steps: r.Steps, Goroutines: r.Goroutines,
		Preemptions: r.Preemptions, Choices: r.Choices,
	}
}

// frequency goes on for a while to see how many schedules fail.
func (e *exploration) frequency(s *search.Search) {
	c := &e.res.Coverage
	c.Failed, c.Counted = 1, 1
	for c.Counted < e.plan.Count && s.Next() {
		j := e.next(s)
		s.End(j.outcome())
		if j.result.Pruned && !j.failed() {
			continue
		}
		c.Counted++
		if j.failed() {
			c.Failed++
		}
	}
}

// cover says what was explored.
func (e *exploration) cover(s *search.Search) {
	had := s.Coverage()
	c := &e.res.Coverage
	for _, one := range had.Stages {
		c.Stages = append(c.Stages, outcome.Stage{
			Name: one.Name, Bound: one.Bound, Schedules: one.Schedules, Pruned: one.Pruned, Complete: one.Complete,
		})
	}
	c.Schedules, c.Complete, c.Diverged, c.Cut = had.Schedules(), had.Everything && !c.Fair, had.Diverged, e.cut
}

func (e *exploration) progress(s *search.Search, n int) {
	p := outcome.Progress{Test: e.test.Name, Schedules: n, Stage: s.Stage().Name}
	_ = e.write(outcome.Record{Progress: &p}) // the result will fail to be written as well
}

// canary explores the program that must fail: if it does not, nothing that is found, or
// not found, means anything. It is judged with all that there is, whatever the plan leaves out.
func (d *driver) canary() bool {
	defer func(without []string) { d.plan.Without = without }(d.plan.Without)
	d.plan.Without = nil
	e := &exploration{driver: d, test: d.program.Canary, body: body(d.program.Canary, d.program.CanaryResets), opt: sched.Options{Steps: leastSteps}}
	s := search.New(search.Config{Schedules: 64, Bounds: []int{0, 1}})
	raced, wrong := !sched.Race, false
	for s.Next() && !(raced && wrong) {
		j := e.run(s)
		s.End(j.outcome())
		for _, c := range j.classes {
			raced = raced || c == outcome.Race
			wrong = wrong || c == outcome.Wrong
		}
	}
	return raced && wrong
}
