package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// atomics are the variables that were passed by address to the functions of sync/atomic.
var atomics struct {
	serial uint32
	table  table
	// none stands for all of them while no schedule runs.
	none Object
}

// AtomicObject is what stands for the atomic variable at p in this schedule. The variable
// is kept alive, so that its address means nothing else before the schedule has ended.
//
//go:noinline
func AtomicObject(p unsafe.Pointer) *Object {
	s := &the
	if s.cur == nil || p == nil {
		return &atomics.none
	}
	if atomics.serial != s.serial {
		atomics.serial = s.serial
		atomics.table.clear()
	}
	if o := (*Object)(atomics.table.get(p)); o != nil {
		return o
	}
	o := new(Object).Named("atomic")
	atomics.table.put(p, unsafe.Pointer(o))
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
