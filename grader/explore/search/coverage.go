package search

// The names of stages.
const (
	NameBounded   = "bounded"
	NameUnbounded = "unbounded"
	NameFirst     = "first"
	NameLockstep  = "lockstep"
	NamePCT       = "pct"
	NamePOS       = "pos"
	NameWalk      = "walk"
)

// Stage is what a part of a search has done.
type Stage struct {
	Name string
	// Bound is the bound of preemptions of a bounded stage, the depth of PCT; else -1.
	Bound int
	// Schedules ran to their end, or to the limit of steps; those of a bounded stage
	// have more preemptions than the bound of the stage before. Pruned were abandoned
	// in a state already seen. Repeated had been run in an earlier stage, which only
	// happens when there were too many to remember.
	Schedules, Pruned, Repeated int
	// Of Schedules, Failed failed and Cut came to the limit of steps.
	Failed, Cut int
	// Complete: all there are within the bound, together with the stages before.
	Complete bool
}

func (s *Stage) count(o Outcome) {
	if o.Failure != "" {
		s.Failed++
	}
	if o.Cut {
		s.Cut++
	}
}

// Coverage is what a search has done so far.
type Coverage struct {
	Stages []Stage
	// Everything: there is no other schedule, but for those that are equal to one that
	// was run in what happens before what.
	Everything bool
	// Diverged counts schedules that did not repeat what they should have.
	Diverged int
	// Full: the table of states is full, so that some were searched twice.
	Full bool
}

// Coverage returns what has been done so far, a copy.
func (s *Search) Coverage() Coverage {
	return Coverage{
		Stages:     append([]Stage(nil), s.rows...),
		Everything: s.plan.exhausted,
		Diverged:   s.diverged,
		Full:       s.tree.seen.full,
	}
}

// Bound returns the greatest number of preemptions for which all schedules were run,
// and how many those are; -1 and 0 if there is none.
func (c Coverage) Bound() (bound, schedules int) {
	bound = -1
	sum := 0
	for _, s := range c.Stages {
		if s.Name == NameBounded {
			if sum += s.Schedules; s.Complete {
				bound, schedules = s.Bound, sum
			}
		}
	}
	return bound, schedules
}

// Schedules returns how many schedules were run to their end.
func (c Coverage) Schedules() int {
	sum := 0
	for _, s := range c.Stages {
		sum += s.Schedules
	}
	return sum
}

// Sampled returns how many schedules were chosen at random.
func (c Coverage) Sampled() int {
	sum := 0
	for _, s := range c.Stages {
		switch s.Name {
		case NamePCT, NamePOS, NameWalk:
			sum += s.Schedules
		}
	}
	return sum
}
