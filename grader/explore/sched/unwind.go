package sched

import (
	"runtime"
	"unsafe"
)

// unwind ends what is left of a schedule: every goroutine that is not done runs its
// deferred calls, ordered after everything else so that what they touch is no data race.
func (s *scheduler) unwind() {
	left := s.left[:0]
	for _, g := range s.all {
		switch {
		case g.done:
		case g.begun:
			left = append(left, g)
		default:
			// Its worker has nothing on its stack, and stays idle.
			g.dying = true
			g.finish()
		}
	}
	s.left = left
	if Race {
		for _, g := range left {
			g.w.order = merge
			s.transfer(&s.hub, g.w)
		}
	}
	for _, g := range left {
		s.cur = g
		g.w.order = die
		s.transfer(&s.hub, g.w)
	}
	s.cur = nil
	clear(left)
}

// die begins to unwind g, which has the turn.
func (g *G) die(s *scheduler) {
	raceAcquire(unsafe.Pointer(&s.epoch))
	g.dying = true
	runtime.Goexit()
}

// The bounds of what a goroutine does while it is unwound: how many steps until it has to
// leave a deferred call, and how many calls it may have to leave.
const (
	mostDying = 10_000
	mostLeft  = 20
)

// dyingStep counts what a goroutine does while it is unwound, which has no effect. One
// that goes on and on in a deferred call has to leave it, and is left where it is if
// that does not help.
func (s *scheduler) dyingStep(g *G) {
	if g.ops++; g.ops <= mostDying {
		return
	}
	if g.left++; g.left <= mostLeft {
		g.ops = 0
		runtime.Goexit()
	}
	g.w.lost = true
	raceReleaseMerge(unsafe.Pointer(&s.epoch))
	for {
		s.transfer(g.w, &s.hub)
	}
}

// halt ends the schedule where the running goroutine is, and never returns: deferred calls
// of it run when everything is unwound, not before.
func (s *scheduler) halt(g *G) {
	s.over = true
	s.turn(g)
	panic("sched: a schedule went on after its end")
}
