package drive

import (
	"fmt"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/search"
)

// The bounds of the steps of a schedule: as many as the first one may have, or where it must
// not be long, as many as show that it is; and how many times as many as it had the others
// may. If one reaches that, and seems to have no end, it is given as many as the first.
const (
	firstSteps = 1_000_000
	longSteps  = 100_000
	leastSteps = 20_000
	timesSteps = 20
)

// atFirst is how many steps the first schedule may have.
func (e *exploration) atFirst() int {
	if most := e.plan.Most[e.test.Name]; most > 0 {
		return max(longSteps, 2*most)
	}
	return firstSteps
}

// stopsAtFirst takes down what the first schedule, in which nothing went wrong, shows to be
// wrong with all of them. j is what it showed.
func (e *exploration) stopsAtFirst(j judged, choices []uint16) bool {
	return e.long(choices) || e.endless(j, choices)
}

// bound sets what schedules may have from what the first one had. One that seems to have no
// end is executed once more with a bound at which it can be looked at.
func (e *exploration) bound(j judged, s *search.Search) judged {
	switch {
	case e.plan.Steps != 0:
	case j.result.Cut || j.result.Ticked:
		e.opt.Steps = leastSteps
		return e.run(search.NewReplay(s.Choices()))
	default:
		e.opt.Steps = max(leastSteps, timesSteps*j.result.Steps)
	}
	return j
}

// long fails a test of which the first schedule has more steps than it may have: there are
// too many to come between any two of them.
func (e *exploration) long(choices []uint16) bool {
	most, got := e.plan.Most[e.test.Name], e.res.Coverage.First
	if most == 0 || got <= most {
		return false
	}
	opt := e.opt
	opt.Record, opt.Memory, opt.Steps = true, sched.Ignore, most // as far as that, it shows what takes so many
	f := describe(e.again(choices, opt), choices, 1)
	f.Class, f.Also, f.Bound = outcome.Slow, nil, most
	f.Messages = []outcome.Message{{
		Text:   fmt.Sprintf("%d steps, bound %d", got, most),
		Demand: &outcome.Demand{Kind: "steps", Want: most, Got: got},
	}}
	e.res.Failure = &f
	return true
}

// tail is how often the clock may move after the end of the first schedule, toldTail how often
// it does where that is told.
const (
	tail     = 1000
	toldTail = 3
)

// endless fails a test of which the first schedule leaves timers behind that start each other
// for ever.
func (e *exploration) endless(j judged, choices []uint16) bool {
	if j.result.Pending == 0 || e.without(string(outcome.Leak)) {
		return false
	}
	opt := e.opt
	opt.Memory, opt.Tail = sched.Ignore, tail
	first := e.again(choices, opt).result
	if !first.Endless {
		return false
	}
	second := e.again(choices, opt).result
	opt.Record, opt.Tail = true, toldTail
	f := describe(e.again(choices, opt), choices, 1)
	f.Class, f.Also, f.Running = outcome.Leak, nil, nil
	f.Repeats = second.Endless && first.Hash == second.Hash
	for _, g := range f.Goroutines {
		if g.G > 0 && g.Parent < 0 {
			f.Running = []int{g.G} // the last that a timer started
		}
	}
	e.res.Failure = &f
	return true
}
