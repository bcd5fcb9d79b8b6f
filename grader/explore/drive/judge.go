package drive

import (
	"fmt"
	"slices"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// judged is what a schedule showed, as classes, most severe first.
type judged struct {
	classes []outcome.Class
	// key tells this failure from others of the same test, "" if there is none.
	key    string
	result sched.Result
	// report is what the race detector wrote.
	report string
}

func (j judged) failed() bool { return len(j.classes) > 0 }

// execute runs one schedule and judges it.
func (d *driver) execute(c step.Chooser, opt sched.Options, body func()) judged {
	before := sched.RaceErrors()
	res := sched.Run(c, opt, body)
	j := judged{result: res}
	if res.Races > before {
		j.report = firstReport(d.races.next())
	}
	// A schedule in which somebody had the turn for ever is not one that can happen.
	unfair := opt.Unfair && res.Cut
	if (!res.Pruned && !unfair) || res.Races > before {
		j.classes = d.classify(res, res.Races > before)
		j.key = key(j)
	}
	return j
}

// classify lists what is wrong with a schedule.
func (d *driver) classify(r sched.Result, raced bool) []outcome.Class {
	var all []outcome.Class
	add := func(c outcome.Class, is bool) {
		if is && !d.without(string(c)) && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	add(outcome.Refused, r.Refused != nil)
	add(outcome.Panic, r.Panic != nil)
	add(outcome.Race, raced || r.Pair != nil)
	if !r.Pruned && r.Panic == nil && r.Refused == nil {
		body := slices.ContainsFunc(r.Stuck, func(b sched.Blocked) bool { return b.G == 0 })
		// If others still go on, what the test waits for may be for them to get somewhere.
		add(outcome.Deadlock, !r.MainDone && body && len(r.Running) == 0)
		add(outcome.Livelock, !r.MainDone && (!body || len(r.Running) > 0))
		add(outcome.Leak, r.MainDone && len(r.Stuck)+len(r.Running)+r.PullsOpen > 0)
	}
	for _, c := range []outcome.Class{outcome.Wrong, outcome.Hang, outcome.Slow} {
		add(c, slices.ContainsFunc(r.Reports, func(o sched.Complaint) bool { return o.Class == c }))
	}
	return all
}

// key identifies a failure by its class and its first place.
func key(j judged) string {
	if !j.failed() {
		return ""
	}
	k := string(j.classes[0])
	r := j.result
	switch j.classes[0] {
	case outcome.Panic:
		return k + " " + r.Panic.Value
	case outcome.Deadlock, outcome.Leak, outcome.Livelock:
		for _, b := range r.Stuck {
			k += fmt.Sprintf(" %s", b.Kind)
		}
	case outcome.Wrong, outcome.Hang, outcome.Slow:
		for _, o := range r.Reports {
			if o.Class == j.classes[0] && len(o.Frames) > 0 {
				return fmt.Sprintf("%s %s:%d", k, o.Frames[0].File, o.Frames[0].Line)
			}
		}
	}
	return k
}
