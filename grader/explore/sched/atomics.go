package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// AtomicObject is what stands for the atomic variable at p in this schedule. The variable
// is kept alive, so that its address means nothing else before the schedule has ended.
// While no schedule runs, the result is of no use but to Point.
//
//go:noinline
func AtomicObject(p unsafe.Pointer) *Object {
	s := &the
	if s.cur == nil || p == nil {
		return new(Object)
	}
	if o := (*Object)(s.atomics.get(p)); o != nil {
		return o
	}
	o := new(Object).Named("atomic")
	s.atomics.put(p, unsafe.Pointer(o))
	return o
}

// Vain says that the step just done, of kind k, came to nothing: whoever does the same in
// vain again and again lets others go first.
//
//go:noinline
func Vain(k step.Kind) {
	if g := Current(); g != nil {
		g.tire(k)
	}
}
