package atomic

import "racekit/grader/explore/sched"

// Int32 is atomic.Int32.
type Int32 struct {
	obj sched.Object
	v   int32
}

// Load is atomic.Int32.Load.
//
//go:noinline
func (x *Int32) Load() int32 { return int32s.doLoad(&x.obj, &x.v) }

// Store is atomic.Int32.Store.
//
//go:noinline
func (x *Int32) Store(val int32) { int32s.doStore(&x.obj, &x.v, val) }

// Swap is atomic.Int32.Swap.
//
//go:noinline
func (x *Int32) Swap(new int32) (old int32) { return int32s.doSwap(&x.obj, &x.v, new) }

// CompareAndSwap is atomic.Int32.CompareAndSwap.
//
//go:noinline
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	return int32s.doCAS(&x.obj, &x.v, old, new)
}

// Add is atomic.Int32.Add.
//
//go:noinline
func (x *Int32) Add(delta int32) (new int32) { return int32s.doAdd(&x.obj, &x.v, delta) }

// And is atomic.Int32.And.
//
//go:noinline
func (x *Int32) And(mask int32) (old int32) { return int32s.doAnd(&x.obj, &x.v, mask) }

// Or is atomic.Int32.Or.
//
//go:noinline
func (x *Int32) Or(mask int32) (old int32) { return int32s.doOr(&x.obj, &x.v, mask) }

// Int64 is atomic.Int64.
type Int64 struct {
	obj sched.Object
	v   int64
}

// Load is atomic.Int64.Load.
//
//go:noinline
func (x *Int64) Load() int64 { return int64s.doLoad(&x.obj, &x.v) }

// Store is atomic.Int64.Store.
//
//go:noinline
func (x *Int64) Store(val int64) { int64s.doStore(&x.obj, &x.v, val) }

// Swap is atomic.Int64.Swap.
//
//go:noinline
func (x *Int64) Swap(new int64) (old int64) { return int64s.doSwap(&x.obj, &x.v, new) }

// CompareAndSwap is atomic.Int64.CompareAndSwap.
//
//go:noinline
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	return int64s.doCAS(&x.obj, &x.v, old, new)
}

// Add is atomic.Int64.Add.
//
//go:noinline
func (x *Int64) Add(delta int64) (new int64) { return int64s.doAdd(&x.obj, &x.v, delta) }

// And is atomic.Int64.And.
//
//go:noinline
func (x *Int64) And(mask int64) (old int64) { return int64s.doAnd(&x.obj, &x.v, mask) }

// Or is atomic.Int64.Or.
//
//go:noinline
func (x *Int64) Or(mask int64) (old int64) { return int64s.doOr(&x.obj, &x.v, mask) }

// Uint32 is atomic.Uint32.
type Uint32 struct {
	obj sched.Object
	v   uint32
}

// Load is atomic.Uint32.Load.
//
//go:noinline
func (x *Uint32) Load() uint32 { return uint32s.doLoad(&x.obj, &x.v) }

// Store is atomic.Uint32.Store.
//
//go:noinline
func (x *Uint32) Store(val uint32) { uint32s.doStore(&x.obj, &x.v, val) }

// Swap is atomic.Uint32.Swap.
//
//go:noinline
func (x *Uint32) Swap(new uint32) (old uint32) { return uint32s.doSwap(&x.obj, &x.v, new) }

// CompareAndSwap is atomic.Uint32.CompareAndSwap.
//
//go:noinline
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	return uint32s.doCAS(&x.obj, &x.v, old, new)
}

// Add is atomic.Uint32.Add.
//
//go:noinline
func (x *Uint32) Add(delta uint32) (new uint32) { return uint32s.doAdd(&x.obj, &x.v, delta) }

// And is atomic.Uint32.And.
//
//go:noinline
func (x *Uint32) And(mask uint32) (old uint32) { return uint32s.doAnd(&x.obj, &x.v, mask) }

// Or is atomic.Uint32.Or.
//
//go:noinline
func (x *Uint32) Or(mask uint32) (old uint32) { return uint32s.doOr(&x.obj, &x.v, mask) }

// Uint64 is atomic.Uint64.
type Uint64 struct {
	obj sched.Object
	v   uint64
}

// Load is atomic.Uint64.Load.
//
//go:noinline
func (x *Uint64) Load() uint64 { return uint64s.doLoad(&x.obj, &x.v) }

// Store is atomic.Uint64.Store.
//
//go:noinline
func (x *Uint64) Store(val uint64) { uint64s.doStore(&x.obj, &x.v, val) }

// Swap is atomic.Uint64.Swap.
//
//go:noinline
func (x *Uint64) Swap(new uint64) (old uint64) { return uint64s.doSwap(&x.obj, &x.v, new) }

// CompareAndSwap is atomic.Uint64.CompareAndSwap.
//
//go:noinline
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	return uint64s.doCAS(&x.obj, &x.v, old, new)
}

// Add is atomic.Uint64.Add.
//
//go:noinline
func (x *Uint64) Add(delta uint64) (new uint64) { return uint64s.doAdd(&x.obj, &x.v, delta) }

// And is atomic.Uint64.And.
//
//go:noinline
func (x *Uint64) And(mask uint64) (old uint64) { return uint64s.doAnd(&x.obj, &x.v, mask) }

// Or is atomic.Uint64.Or.
//
//go:noinline
func (x *Uint64) Or(mask uint64) (old uint64) { return uint64s.doOr(&x.obj, &x.v, mask) }

// Uintptr is atomic.Uintptr.
type Uintptr struct {
	obj sched.Object
	v   uintptr
}

// Load is atomic.Uintptr.Load.
//
//go:noinline
func (x *Uintptr) Load() uintptr { return uintptrs.doLoad(&x.obj, &x.v) }

// Store is atomic.Uintptr.Store.
//
//go:noinline
func (x *Uintptr) Store(val uintptr) { uintptrs.doStore(&x.obj, &x.v, val) }

// Swap is atomic.Uintptr.Swap.
//
//go:noinline
func (x *Uintptr) Swap(new uintptr) (old uintptr) { return uintptrs.doSwap(&x.obj, &x.v, new) }

// CompareAndSwap is atomic.Uintptr.CompareAndSwap.
//
//go:noinline
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	return uintptrs.doCAS(&x.obj, &x.v, old, new)
}

// Add is atomic.Uintptr.Add.
//
//go:noinline
func (x *Uintptr) Add(delta uintptr) (new uintptr) { return uintptrs.doAdd(&x.obj, &x.v, delta) }

// And is atomic.Uintptr.And.
//
//go:noinline
func (x *Uintptr) And(mask uintptr) (old uintptr) { return uintptrs.doAnd(&x.obj, &x.v, mask) }

// Or is atomic.Uintptr.Or.
//
//go:noinline
func (x *Uintptr) Or(mask uintptr) (old uintptr) { return uintptrs.doOr(&x.obj, &x.v, mask) }
