package atomic

import (
	"unsafe"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Bool is atomic.Bool.
type Bool struct {
	obj sched.Object
	v   uint32
}

func word(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Load is atomic.Bool.Load.
//
//go:noinline
func (x *Bool) Load() bool { return uint32s.doLoad(&x.obj, &x.v) != 0 }

// Store is atomic.Bool.Store.
//
//go:noinline
func (x *Bool) Store(val bool) { uint32s.doStore(&x.obj, &x.v, word(val)) }

// Swap is atomic.Bool.Swap.
//
//go:noinline
func (x *Bool) Swap(new bool) (old bool) { return uint32s.doSwap(&x.obj, &x.v, word(new)) != 0 }

// CompareAndSwap is atomic.Bool.CompareAndSwap.
//
//go:noinline
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	return uint32s.doCAS(&x.obj, &x.v, word(old), word(new))
}

// Pointer is atomic.Pointer.
type Pointer[T any] struct {
	// As in Go, pointers to different types cannot be converted into each other.
	_   [0]*T
	obj sched.Object
	v   unsafe.Pointer
}

// Load is atomic.Pointer.Load.
//
//go:norace
func (x *Pointer[T]) Load() *T { return (*T)(load(&x.obj, &x.v)) }

// Store is atomic.Pointer.Store.
//
//go:norace
func (x *Pointer[T]) Store(val *T) { store(&x.obj, &x.v, unsafe.Pointer(val)) }

// Swap is atomic.Pointer.Swap.
//
//go:norace
func (x *Pointer[T]) Swap(new *T) (old *T) {
	return (*T)(swap(&x.obj, &x.v, unsafe.Pointer(new)))
}

// CompareAndSwap is atomic.Pointer.CompareAndSwap.
//
//go:norace
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return cas(&x.obj, &x.v, unsafe.Pointer(old), unsafe.Pointer(new))
}

//go:noinline
func load(obj *sched.Object, p *unsafe.Pointer) unsafe.Pointer { return pointers.doLoad(obj, p) }

//go:noinline
func store(obj *sched.Object, p *unsafe.Pointer, v unsafe.Pointer) { pointers.doStore(obj, p, v) }

//go:noinline
func swap(obj *sched.Object, p *unsafe.Pointer, v unsafe.Pointer) unsafe.Pointer {
	return pointers.doSwap(obj, p, v)
}

//go:noinline
func cas(obj *sched.Object, p *unsafe.Pointer, old, v unsafe.Pointer) bool {
	return pointers.doCAS(obj, p, old, v)
}

// Value is atomic.Value.
type Value struct {
	obj sched.Object
	v   any
	// word is what the race detector is shown the operations on.
	word uint32
}

func (v *Value) typed(x any, op string) {
	if v.v != nil && typeOf(v.v) != typeOf(x) {
		panic("sync/atomic: " + op + " of inconsistently typed value into Value")
	}
}

// typeOf is the word by which an interface says what type its value has.
func typeOf(x any) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&x)) }

func (v *Value) said() {
	if sched.RecordingOn() {
		sched.Value(v.v)
	}
}

// Load is atomic.Value.Load.
//
//go:noinline
func (v *Value) Load() (val any) {
	sched.Point(v.obj.Named("atomic"), step.AtomicLoad)
	uint32s.load(&v.word)
	v.said()
	return v.v
}

// Store is atomic.Value.Store.
//
//go:noinline
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	sched.Point(v.obj.Named("atomic"), step.AtomicStore)
	v.typed(val, "store")
	v.v = val
	uint32s.store(&v.word, 1)
	v.said()
}

// Swap is atomic.Value.Swap.
//
//go:noinline
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	sched.Point(v.obj.Named("atomic"), step.AtomicSwap)
	v.typed(new, "swap")
	old, v.v = v.v, new
	uint32s.swap(&v.word, 1)
	v.said()
	return old
}

// CompareAndSwap is atomic.Value.CompareAndSwap.
//
//go:noinline
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && typeOf(old) != typeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	sched.Point(v.obj.Named("atomic"), step.AtomicCAS)
	if v.v != nil {
		v.typed(new, "compare and swap")
	}
	if v.v != old {
		uint32s.load(&v.word)
		sched.Note("false")
		sched.Vain(step.AtomicCAS)
		return false
	}
	v.v = new
	uint32s.swap(&v.word, 1)
	sched.Note("true")
	v.said()
	return true
}
