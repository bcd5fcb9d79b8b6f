package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// Latch lets goroutines wait until as many have said Done as were announced by Add. To
// say so is no step: it is part of what the goroutine did last, and several of them
// commute. Wait is ordered after all of them.
//
// Nothing but Wait may depend on who has said Done. The zero value is open.
type Latch struct {
	obj         Object
	closed      int
	ends, token uint64
}

// Named sets what kind of object this is, for explanations.
func (l *Latch) Named(kind string) *Latch {
	l.obj.Named(kind)
	return l
}

// Add announces n more.
//
//go:noinline
func (l *Latch) Add(n int) { l.closed += n }

// Done says that one of them has come.
//
//go:noinline
func (l *Latch) Done() {
	s := &the
	if s.cur == nil || s.cur.dying {
		return
	}
	raceReleaseMerge(unsafe.Pointer(&l.token))
	l.ends += mix(s.cur.hash, 0x1a7c)
	l.closed--
}

// Open reports whether all have come.
func (l *Latch) Open(step.Kind) bool { return l.closed <= 0 }

// Wait blocks until all have come.
//
//go:noinline
func (l *Latch) Wait() {
	if !point(&l.obj, step.GroupWait, l, "") {
		return
	}
	g := the.cur
	g.hash = mix(g.hash, l.ends)
	raceAcquire(unsafe.Pointer(&l.token))
}
