package sched

import (
	"runtime"

	"racekit/grader/explore/step"
)

// Object is what steps are about: a lock, a channel, an atomic variable, the clock. It
// is embedded in the primitives; its zero value is ready.
type Object struct {
	// serial is the schedule for which the rest is valid.
	serial uint32
	id     int32
	kind   string
	expr   string
	// state and reads are signatures of all that happened to it: its last change, and
	// the looks since then, in any order.
	state, reads uint64
	// held are the goroutines that hold it, for explanations only.
	held  [mostHolders]int32
	holds int
	note  string
}

// mostHolders is how many holders of a lock are told of. It is an array, so that structs
// with locks in them can be compared as with those of the standard library.
const mostHolders = 4

// fresh prepares the object for this schedule. It reports whether it was not.
func (o *Object) fresh(s *scheduler) bool {
	if o.serial == s.serial {
		return false
	}
	*o = Object{serial: s.serial, kind: o.kind, expr: o.expr}
	return true
}

// number is the object's number in this schedule.
func (o *Object) number(s *scheduler) int32 {
	o.fresh(s)
	if o.id == 0 {
		s.objects++
		o.id = s.objects
		if s.rec != nil {
			s.rec.objects = append(s.rec.objects, o)
		}
	}
	return o.id
}

// Named sets what kind of object this is, for explanations.
func (o *Object) Named(kind string) *Object {
	if o.kind == "" {
		o.kind = kind
	}
	return o
}

// Stale reports, once a schedule, that whatever the object holds is of an earlier one.
//
//go:noinline
func (o *Object) Stale() bool { return o.fresh(&the) }

// enter is the moment at which g takes the step that was pending.
func (s *scheduler) enter(g *G, o *Object, k step.Kind) {
	s.steps++
	g.begun = true
	g.ran = s.steps
	g.row++
	if o == g.lastObj && k == g.lastKind && k != step.MemRead && k != step.MemWrite {
		g.same++
	} else {
		g.lastObj, g.lastKind, g.same = o, k, 0
	}
	if g.row > patience && !s.opt.Unfair || g.same >= alike && asks(k) {
		g.giveUp(s)
	}
	if g.wake != 0 {
		g.hash = mix(g.hash, g.wake)
		g.wake = 0
	}
	if o == nil {
		g.hash = mix(g.hash, uint64(k))
	} else {
		o.fresh(s)
		s.touch(g, o, k)
		if s.mem.mode != Ignore {
			s.hb.atomic(s, g, o, k)
		}
	}
	if s.rec != nil {
		g.settleLate()
		s.record(g, o, k, "")
	}
}

// asks reports whether a step of kind k, again and again, is to wait for something.
func asks(k step.Kind) bool {
	switch k {
	case step.AtomicLoad, step.TryLock, step.TryRLock, step.ContextErr, step.ChanLen, step.ClockRead, step.Count:
		return true
	}
	return false
}

// touch brings g's step on o into the signatures: a step that only looks commutes with
// other looks, any other step is ordered with all steps on the object.
func (s *scheduler) touch(g *G, o *Object, k step.Kind) {
	if k.Reads() {
		g.hash = mix(mix(g.hash, uint64(k)), o.state)
		o.reads += mix(g.hash, 0xead)
		return
	}
	g.hash = mix(mix(mix(g.hash, uint64(k)), o.state), o.reads)
	o.state, o.reads = g.hash, 0
}

// Point is the moment before a step of kind k on o: others may come first. It reports
// whether the step is to be done; it is not while no schedule runs, nor in a goroutine
// that is being unwound.
//
//go:noinline
func Point(o *Object, k step.Kind) bool { return point(o, k, nil, "") }

// PointGate is Point for a step that can be taken only while gate is open.
//
//go:noinline
func PointGate(o *Object, k step.Kind, gate Gate) bool { return point(o, k, gate, "") }

func point(o *Object, k step.Kind, gate Gate, expr string) bool {
	s := &the
	g := s.cur
	if g == nil {
		return false
	}
	if g.dying {
		s.dyingStep(g)
		return false
	}
	g.kind, g.obj, g.gate, g.expr = k, o, gate, expr
	if s.rec != nil {
		g.pcs = s.rec.stack(g.pcs)
	}
	if gate != nil {
		g.since, g.rung = s.steps, s.fired
	}
	s.turn(g)
	g.gate = nil
	s.enter(g, o, k)
	return true
}

// Block parks the running goroutine until Wake. k says what it waits for.
//
//go:noinline
func Block(o *Object, k step.Kind) { the.block(o, k) }

func (s *scheduler) block(o *Object, k step.Kind) {
	g := s.cur
	if g == nil || g.dying {
		return
	}
	g.blocked, g.kind, g.obj, g.since, g.rung = true, k, o, s.steps, s.fired
	if s.rec != nil {
		g.pcs = s.rec.stack(g.pcs)
		s.record(g, o, k, "blocks")
	}
	s.turn(g)
	g.blocked = false
	s.enter(g, nil, step.Resume)
}

// Wake lets a blocked goroutine go on.
//
//go:noinline
func Wake(g *G) {
	s := &the
	s.wake(g, s.cause())
}

func (s *scheduler) wake(g *G, why uint64) {
	if g.done || !g.blocked {
		return
	}
	g.blocked, g.sleeping = false, false
	s.touched(g)
	g.ran = s.steps
	g.wake = mix(why, 0x3a4e)
	if s.rec != nil {
		s.rec.woke(s, g)
	}
}

// Current is the goroutine that has the turn, nil while no schedule runs or it is being
// unwound.
//
//go:noinline
func Current() *G {
	if g := the.cur; g != nil && !g.dying {
		return g
	}
	return nil
}

// ID is the goroutine's number in its schedule.
//
//go:noinline
func (g *G) ID() int { return int(g.id) }

// Running reports whether a schedule runs.
//
//go:noinline
func Running() bool { return the.cur != nil }

// Held takes down that the running goroutine holds o, for explanations.
//
//go:noinline
func (o *Object) Held() {
	s := &the
	if s.cur == nil {
		return
	}
	if o.holds < mostHolders {
		o.held[o.holds] = s.cur.id
		o.holds++
	}
	if s.rec != nil {
		s.rec.took(int(o.number(s)))
	}
}

// Released takes down that the running goroutine, or whoever it was, holds o no longer.
//
//go:noinline
func (o *Object) Released() {
	s := &the
	if o.holds == 0 || s.cur == nil {
		return
	}
	at := o.holds - 1
	for i := range at {
		if o.held[i] == s.cur.id {
			at = i
		}
	}
	o.holds--
	o.held[at] = o.held[o.holds]
}

// Goexit ends the calling goroutine after its deferred calls.
func Goexit() { runtime.Goexit() }
