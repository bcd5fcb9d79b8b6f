package search

import (
	"math/bits"

	"racekit/grader/explore/step"
)

// fair knows which goroutines gave up their turn and have not had it since. To return
// the turn to one while another has waited for longer is unfair, and endless in a loop
// that waits for that other: Musuvathi and Qadeer, "Fair stateless model checking",
// PLDI'08, where it is forbidden; here it costs a preemption.
//
// It sees choices, not the steps between them, and errs on the side of fairness.
type fair struct {
	// turns are by goroutine.
	turns []lastTurn
	// last had the turn in the step before lastAt.
	last   int32
	lastAt int
	// any: a goroutine may have given up its turn in this schedule.
	any bool
}

// lastTurn is the step behind the last one of a goroutine, 0 if there was none, and
// whether it did not go on after it.
type lastTurn struct {
	at   int
	left bool
}

func (f *fair) clear() {
	clear(f.turns)
	f.last, f.lastAt, f.any = 0, 0, false
}

// see looks at whether the goroutine that had the turn can go on.
func (f *fair) see(c *step.Choice) {
	if f.lastAt == c.Step && c.Step > 0 && f.last >= 0 && !c.Branch && !c.Preempts {
		f.turns[f.last].left = true
		f.any = true
	}
}

// took notes who gets the turn.
func (f *fair) took(c *step.Choice, i int) {
	g := c.Options[i].G
	if f.last, f.lastAt = g, c.Step+1; g >= 0 {
		*f.turn(g) = lastTurn{at: c.Step + 1}
	}
}

func (f *fair) turn(g int32) *lastTurn {
	if int(g) >= len(f.turns) {
		f.turns = grown(f.turns, int(g)+1)
	}
	return &f.turns[g]
}

// unfair are the options whose goroutine gave up its turn, while there is another that
// has not had one since.
func (f *fair) unfair(c *step.Choice) (set uint64) {
	if !f.any || c.Preempts {
		return 0
	}
	waiting := c.Step + 1
	for i := range c.Options {
		if g := c.Options[i].G; g >= 0 {
			waiting = min(waiting, f.turn(g).at)
		}
	}
	for i := range c.Options[:min(len(c.Options), 64)] {
		if o := &c.Options[i]; f.gave(o) && f.turns[o.G].at > waiting {
			set |= 1 << i
		}
	}
	return set
}

// gave reports whether the goroutine of an option gave up its turn.
func (f *fair) gave(o *step.Option) bool {
	return o.G >= 0 && f.turn(o.G).left && !blocks(o.Kind)
}

// history is a signature of what will be unfair: of who has waited for longer than each
// goroutine that gave up its turn.
func (f *fair) history(c *step.Choice) (sum uint64) {
	if !f.any || c.Branch {
		return 0
	}
	for i := range c.Options {
		o := &c.Options[i]
		if !f.gave(o) {
			continue
		}
		sum = mix(sum + uint64(o.G) + 1)
		for g := range f.turns {
			if sum = bits.RotateLeft64(sum, 1); f.turns[g].at < f.turns[o.G].at {
				sum ^= 1
			}
		}
	}
	return sum
}

// blocks reports whether a goroutine with this step before it may have been blocked: then
// it did not give up its turn.
func blocks(k step.Kind) bool {
	switch k {
	case step.Start, step.Resume, step.ChanSend, step.ChanRecv, step.Select, step.Lock, step.RLock, step.GroupWait,
		step.Once, step.CondWait, step.Sleep, step.Settle:
		return true
	}
	return false
}
