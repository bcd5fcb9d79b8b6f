// Package schedtest has small choosers for tests of package sched. They are called on
// goroutines that the race detector holds to be unordered, and must not be instrumented.
package schedtest

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// First takes the first option always.
type First struct{}

// Choose implements step.Chooser.
func (First) Choose(*step.Choice) int { return 0 }

// Random chooses at random, all options alike. State must not be 0.
type Random struct{ State uint64 }

// Choose implements step.Chooser.
func (r *Random) Choose(c *step.Choice) int {
	r.State ^= r.State << 13
	r.State ^= r.State >> 7
	r.State ^= r.State << 17
	return int(r.State >> 11 % uint64(c.N))
}

// Script follows a list of choices, and takes the first option beyond its end. Widths is
// how many options there were.
type Script struct {
	Picks  []int
	Widths []int
}

// Choose implements step.Chooser.
func (s *Script) Choose(c *step.Choice) int {
	at := len(s.Widths)
	s.Widths = append(s.Widths, c.N)
	if at < len(s.Picks) {
		return s.Picks[at]
	}
	return 0
}

// Deep goes through schedules depth first: Choose during each, Next between them.
type Deep struct {
	// Bound is how many preemptions a schedule may have.
	Bound int
	// Prune abandons schedules that come to a state that was seen before. It needs a Bound
	// that is never reached.
	Prune bool

	// Picks are the choices of the schedule that runs or ran last.
	Picks  []int
	widths []int
	at     int
	seen   []seen
}

// seen is a state at a step; no schedule is twice in the same.
type seen struct {
	state uint64
	step  int
}

// Choose implements step.Chooser.
func (d *Deep) Choose(c *step.Choice) int {
	n := c.N
	if c.Preempts && c.Preemptions >= d.Bound {
		n = 1
	}
	if d.Beyond() {
		if d.Prune && !c.Branch && d.visit(seen{c.State, c.Step}) {
			return step.Prune
		}
		d.Picks, d.widths = append(d.Picks, 0), append(d.widths, n)
	}
	d.at++
	return d.Picks[d.at-1]
}

// Beyond reports whether the next choice is beyond those that lead to where Next turned.
func (d *Deep) Beyond() bool { return d.at == len(d.Picks) }

func (d *Deep) visit(s seen) bool {
	for _, o := range d.seen {
		if o == s {
			return true
		}
	}
	d.seen = append(d.seen, s)
	return false
}

// Next prepares the next schedule, if there is one.
func (d *Deep) Next() bool {
	d.at = 0
	for n := len(d.Picks) - 1; n >= 0; n-- {
		if d.Picks[n]+1 < d.widths[n] {
			d.Picks[n]++
			d.Picks, d.widths = d.Picks[:n+1], d.widths[:n+1]
			return true
		}
	}
	return false
}

// Explore runs body under the schedules of d, at most so many, shows each result to see
// and returns how many there were.
func (d *Deep) Explore(most int, opt sched.Options, body func(), see func(sched.Result)) int {
	for n := 1; ; n++ {
		see(sched.Run(d, opt, body))
		if n == most || !d.Next() {
			return n
		}
	}
}
