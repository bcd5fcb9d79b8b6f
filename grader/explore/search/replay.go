package search

import "racekit/grader/explore/step"

// Replay is a chooser that follows a list of choices, and takes option 0 beyond its
// end and where the list does not fit. NewReplay makes one, for one schedule.
type Replay struct {
	trail
	list, wide []uint16
	diverged   bool
	// rest chooses beyond the end of the list, if there is one.
	rest *lockstep
}

// NewReplay returns a chooser that follows the choices, which it keeps.
func NewReplay(choices []uint16) *Replay { return &Replay{list: choices} }

// Longer returns a chooser that follows the choices of the schedule just run, and beyond
// its end goes on in the same step if it was in lockstep, and else takes option 0: everybody
// gets a turn.
func (s *Search) Longer() *Replay {
	r := NewReplay(s.Choices())
	if s.mode == lockstepping {
		r.rest = &lockstep{every: s.lock.every, last: -1}
	}
	return r
}

// Expect tells how many options there should be at each choice, as of Search.Widths.
func (r *Replay) Expect(widths []uint16) { r.wide = widths }

// Choose implements step.Chooser. It never answers step.Prune.
func (r *Replay) Choose(c *step.Choice) int {
	i, n := 0, int(width(c))
	if r.n < len(r.list) {
		i = int(r.list[r.n])
	} else if r.rest != nil {
		i = r.rest.choose(c)
	}
	if i >= n {
		r.diverged = true
		i = 0
	}
	if r.n < len(r.wide) && int(r.wide[r.n]) != n {
		r.diverged = true
	}
	r.fair.see(c)
	r.add(c, i)
	return i
}

// Choices returns the choices of the schedule as it was run, a copy.
func (r *Replay) Choices() []uint16 { return r.choices() }

// Widths returns how many options there were at each of Choices, a copy.
func (r *Replay) Widths() []uint16 { return r.widths() }

// Diverged reports, after the schedule, whether it is not the one of the list: an
// option did not exist, there were more or fewer than expected, or it ended before
// the list did.
func (r *Replay) Diverged() bool { return r.diverged || r.n < len(r.list) || r.n < len(r.wide) }
