// Package search decides which schedule of a program comes next, and what to choose at
// each step of it: first all schedules with few preemptions, then all there are, then
// some at random. It also replays a schedule, makes it simpler, and writes it as text.
//
// It runs inside the explored program. Its choosers are called on changing goroutines
// behind the back of the race detector, so they use slices and tables of their own: no
// maps, no channels, no append, and no memory once they have seen a few schedules.
//
// What a schedule costs is counted here, in preemptions. Each of these is one:
//   - the turn is taken from a goroutine that could have gone on,
//   - a goroutine that gave up its turn gets it back though another waits for longer,
//   - time moves though a goroutine could run.
//
// The last two are no preemptions in the literature, but free they would make endless
// schedules out of every loop around Gosched and of every ticker.
package search

import (
	"slices"

	"racekit/grader/explore/step"
)

// Part is a set of the parts of a search.
type Part uint8

// The parts of a search, in the order of their turns. Pruning belongs to the first two.
const (
	// Bounded searches depth first with few preemptions, Unbounded with any number.
	Bounded Part = 1 << iota
	Unbounded
	// Lockstep takes turns at every step, every second step, and so on.
	Lockstep
	// PCT and Sampler choose at random.
	PCT
	Sampler
	// Pruning abandons schedules that came to a state already seen.
	Pruning
)

// Config is what a search is to do. The zero value does everything, without end unless
// the program has few schedules.
type Config struct {
	// Seed makes the random parts differ; equal configurations choose alike.
	Seed uint64
	// Schedules is the budget in schedules, pruned ones included; 0: any number.
	Schedules int
	// Spent says what share of the budget in time is gone, 1 or more when it is all
	// gone. It is asked before each schedule. May be nil.
	Spent func() float64
	// Bounds are the bounds of preemptions, ascending; nil: 0, 1, 2.
	Bounds []int
	// Depths are the depths of bugs that PCT aims at, each at least 1; nil: 2, 3.
	Depths []int
	// Without leaves parts out.
	Without Part
}

// Outcome is what became of a schedule.
type Outcome struct {
	// Failure is the identity of what went wrong, such as "data race at x"; or "".
	Failure string
	// Pruned: abandoned because Choose said so. Cut: abandoned at the limit of steps.
	Pruned, Cut bool
	// Steps, Goroutines and Choices count; Preemptions are the scheduler's own count.
	Steps, Goroutines, Preemptions, Choices int
}

// mode is the way in which Choose decides in a schedule.
type mode uint8

const (
	deep mode = iota
	lockstepping
	prioritized
	ordered
	walking
)

// Search chooses schedules, one after the other: Next, then Choose at each choice of
// the schedule, then End. It is not for use by several goroutines at once. New makes one.
type Search struct {
	cfg  Config
	mode mode
	ran  int
	done bool

	tree   tree
	lock   lockstep
	pct    pct
	pos    pos
	random random

	plan  plan
	turns horizon
	// rows are what Coverage tells, row is that of the schedule that runs.
	rows []Stage
	row  int
	// diverged counts schedules, longest is that of a whole schedule, in choices.
	diverged, longest int
}

// New returns a search that has not begun.
func New(cfg Config) *Search {
	if cfg.Bounds == nil {
		cfg.Bounds = []int{0, 1, 2}
	}
	if cfg.Depths == nil {
		cfg.Depths = []int{2, 3}
	}
	cfg.Bounds = slices.Compact(slices.Sorted(slices.Values(cfg.Bounds)))
	s := &Search{cfg: cfg}
	s.tree.begin(cfg.Without&Pruning == 0)
	s.lay()
	return s
}

// Next prepares a schedule. It is false when the budget is spent, or when nothing is
// left to try.
func (s *Search) Next() bool {
	share, slow := s.spent()
	if s.done || share >= 1 || !s.pick(share, slow) {
		s.done = true
		return false
	}
	s.tree.rewind()
	return true
}

// spent is the share of the budget that is gone. It is slow if there is time for few
// schedules only.
func (s *Search) spent() (share float64, slow bool) {
	if s.cfg.Spent != nil {
		share = s.cfg.Spent()
		slow = s.ran < fewSchedules && share > slowShare
	}
	if s.cfg.Schedules > 0 {
		share = max(share, float64(s.ran)/float64(s.cfg.Schedules))
	}
	return share, slow
}

// Choose implements step.Chooser. It answers step.Prune only in the depth-first parts,
// and not at a Branch.
func (s *Search) Choose(c *step.Choice) int {
	if !c.Branch {
		s.turns.now++
	}
	if s.mode == deep {
		return s.tree.choose(c)
	}
	i := 0
	switch s.mode {
	case lockstepping:
		i = s.lock.choose(c)
	case prioritized:
		i = s.pct.choose(c, &s.random)
	case ordered:
		i = s.pos.choose(c, &s.random)
	case walking:
		i = s.random.option(c)
	}
	s.tree.add(c, i)
	return i
}

// End tells what became of the schedule that Next prepared. A failure changes nothing
// in what comes next: whoever goes on learns how frequent it is.
func (s *Search) End(o Outcome) {
	s.ran++
	row := &s.rows[s.row]
	again := false
	if s.mode == deep {
		again = s.tree.end(o.Cut, 2*s.longest+32)
		if s.tree.diverged {
			s.diverged++
		}
	}
	switch {
	case o.Pruned:
		row.Pruned++
	case again:
		row.Repeated++
	default:
		row.Schedules++
		row.count(o)
	}
	if !o.Pruned && !o.Cut {
		s.longest = max(s.longest, s.tree.n)
		if s.mode != prioritized || !s.pct.stretched {
			s.turns.end()
		}
	}
	s.turns.now = 0
}

// Stage returns what the stage of the schedule that runs has done.
func (s *Search) Stage() Stage { return s.rows[s.row] }

// Choices returns the choices of the schedule just run, a copy.
func (s *Search) Choices() []uint16 { return s.tree.choices() }

// Widths returns how many options there were at each of Choices, a copy.
func (s *Search) Widths() []uint16 { return s.tree.widths() }

// Diverged reports whether the schedule just run, which began like an earlier one, did
// not have the same choices there: the program depends on something other than them.
// What would have followed is not searched.
func (s *Search) Diverged() bool { return s.mode == deep && s.tree.diverged }
