// Package atomic stands for the standard library's sync/atomic in explored programs: each
// operation is a step, and then the real one on the real address, so that the race
// detector sees what it would see.
package atomic

import (
	"sync/atomic"
	"unsafe"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// ops are the real operations on one type. They are called by way of variables, for where
// nothing is instrumented the compiler would put machine instructions in their place, of
// which the race detector knows nothing.
type ops[T any] struct {
	load    func(*T) T
	store   func(*T, T)
	add     func(*T, T) T
	swap    func(*T, T) T
	cas     func(*T, T, T) bool
	and, or func(*T, T) T
}

var (
	int32s   = ops[int32]{atomic.LoadInt32, atomic.StoreInt32, atomic.AddInt32, atomic.SwapInt32, atomic.CompareAndSwapInt32, atomic.AndInt32, atomic.OrInt32}
	int64s   = ops[int64]{atomic.LoadInt64, atomic.StoreInt64, atomic.AddInt64, atomic.SwapInt64, atomic.CompareAndSwapInt64, atomic.AndInt64, atomic.OrInt64}
	uint32s  = ops[uint32]{atomic.LoadUint32, atomic.StoreUint32, atomic.AddUint32, atomic.SwapUint32, atomic.CompareAndSwapUint32, atomic.AndUint32, atomic.OrUint32}
	uint64s  = ops[uint64]{atomic.LoadUint64, atomic.StoreUint64, atomic.AddUint64, atomic.SwapUint64, atomic.CompareAndSwapUint64, atomic.AndUint64, atomic.OrUint64}
	uintptrs = ops[uintptr]{atomic.LoadUintptr, atomic.StoreUintptr, atomic.AddUintptr, atomic.SwapUintptr, atomic.CompareAndSwapUintptr, atomic.AndUintptr, atomic.OrUintptr}
	pointers = ops[unsafe.Pointer]{load: atomic.LoadPointer, store: atomic.StorePointer, swap: atomic.SwapPointer, cas: atomic.CompareAndSwapPointer}
)

// object is what stands for the variable at p, where only its address is known.
func object[T any](p *T) *sched.Object { return sched.AtomicObject(unsafe.Pointer(p)) }

// said takes down what a step read or wrote. Pointers are said to be nil or not.
func (o *ops[T]) said(v T) {
	if !sched.RecordingOn() {
		return
	}
	if p, ok := any(v).(unsafe.Pointer); ok {
		if p == nil {
			sched.Note("nil")
		}
		return
	}
	sched.Value(v)
}

func (o *ops[T]) doLoad(obj *sched.Object, p *T) T {
	sched.Point(obj.Named("atomic"), step.AtomicLoad)
	v := o.load(p)
	o.said(v)
	return v
}

func (o *ops[T]) doStore(obj *sched.Object, p *T, v T) {
	sched.Point(obj.Named("atomic"), step.AtomicStore)
	o.store(p, v)
	o.said(v)
}

func (o *ops[T]) doAdd(obj *sched.Object, p *T, delta T) T {
	sched.Point(obj.Named("atomic"), step.AtomicAdd)
	v := o.add(p, delta)
	o.said(v)
	return v
}

func (o *ops[T]) doSwap(obj *sched.Object, p *T, v T) T {
	sched.Point(obj.Named("atomic"), step.AtomicSwap)
	old := o.swap(p, v)
	o.said(v)
	return old
}

func (o *ops[T]) doCAS(obj *sched.Object, p *T, old, v T) bool {
	sched.Point(obj.Named("atomic"), step.AtomicCAS)
	if !o.cas(p, old, v) {
		sched.Note("false")
		sched.Vain(step.AtomicCAS)
		return false
	}
	sched.Note("true")
	o.said(v)
	return true
}

func (o *ops[T]) doAnd(obj *sched.Object, p *T, mask T) T {
	sched.Point(obj.Named("atomic"), step.AtomicSwap)
	old := o.and(p, mask)
	sched.Note("and")
	return old
}

func (o *ops[T]) doOr(obj *sched.Object, p *T, mask T) T {
	sched.Point(obj.Named("atomic"), step.AtomicSwap)
	old := o.or(p, mask)
	sched.Note("or")
	return old
}
