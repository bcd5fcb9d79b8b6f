package atomic

import "unsafe"

// LoadInt32 is atomic.LoadInt32.
//
//go:noinline
func LoadInt32(addr *int32) (val int32) { return int32s.doLoad(object(addr), addr) }

// StoreInt32 is atomic.StoreInt32.
//
//go:noinline
func StoreInt32(addr *int32, val int32) { int32s.doStore(object(addr), addr, val) }

// AddInt32 is atomic.AddInt32.
//
//go:noinline
func AddInt32(addr *int32, delta int32) (new int32) { return int32s.doAdd(object(addr), addr, delta) }

// SwapInt32 is atomic.SwapInt32.
//
//go:noinline
func SwapInt32(addr *int32, new int32) (old int32) { return int32s.doSwap(object(addr), addr, new) }

// CompareAndSwapInt32 is atomic.CompareAndSwapInt32.
//
//go:noinline
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
	return int32s.doCAS(object(addr), addr, old, new)
}

// AndInt32 is atomic.AndInt32.
//
//go:noinline
func AndInt32(addr *int32, mask int32) (old int32) { return int32s.doAnd(object(addr), addr, mask) }

// OrInt32 is atomic.OrInt32.
//
//go:noinline
func OrInt32(addr *int32, mask int32) (old int32) { return int32s.doOr(object(addr), addr, mask) }

// LoadInt64 is atomic.LoadInt64.
//
//go:noinline
func LoadInt64(addr *int64) (val int64) { return int64s.doLoad(object(addr), addr) }

// StoreInt64 is atomic.StoreInt64.
//
//go:noinline
func StoreInt64(addr *int64, val int64) { int64s.doStore(object(addr), addr, val) }

// AddInt64 is atomic.AddInt64.
//
//go:noinline
func AddInt64(addr *int64, delta int64) (new int64) { return int64s.doAdd(object(addr), addr, delta) }

// SwapInt64 is atomic.SwapInt64.
//
//go:noinline
func SwapInt64(addr *int64, new int64) (old int64) { return int64s.doSwap(object(addr), addr, new) }

// CompareAndSwapInt64 is atomic.CompareAndSwapInt64.
//
//go:noinline
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) {
	return int64s.doCAS(object(addr), addr, old, new)
}

// AndInt64 is atomic.AndInt64.
//
//go:noinline
func AndInt64(addr *int64, mask int64) (old int64) { return int64s.doAnd(object(addr), addr, mask) }

// OrInt64 is atomic.OrInt64.
//
//go:noinline
func OrInt64(addr *int64, mask int64) (old int64) { return int64s.doOr(object(addr), addr, mask) }

// LoadUint32 is atomic.LoadUint32.
//
//go:noinline
func LoadUint32(addr *uint32) (val uint32) { return uint32s.doLoad(object(addr), addr) }

// StoreUint32 is atomic.StoreUint32.
//
//go:noinline
func StoreUint32(addr *uint32, val uint32) { uint32s.doStore(object(addr), addr, val) }

// AddUint32 is atomic.AddUint32.
//
//go:noinline
func AddUint32(addr *uint32, delta uint32) (new uint32) {
	return uint32s.doAdd(object(addr), addr, delta)
}

// SwapUint32 is atomic.SwapUint32.
//
//go:noinline
func SwapUint32(addr *uint32, new uint32) (old uint32) {
	return uint32s.doSwap(object(addr), addr, new)
}

// CompareAndSwapUint32 is atomic.CompareAndSwapUint32.
//
//go:noinline
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) {
	return uint32s.doCAS(object(addr), addr, old, new)
}

// AndUint32 is atomic.AndUint32.
//
//go:noinline
func AndUint32(addr *uint32, mask uint32) (old uint32) {
	return uint32s.doAnd(object(addr), addr, mask)
}

// OrUint32 is atomic.OrUint32.
//
//go:noinline
func OrUint32(addr *uint32, mask uint32) (old uint32) { return uint32s.doOr(object(addr), addr, mask) }

// LoadUint64 is atomic.LoadUint64.
//
//go:noinline
func LoadUint64(addr *uint64) (val uint64) { return uint64s.doLoad(object(addr), addr) }

// StoreUint64 is atomic.StoreUint64.
//
//go:noinline
func StoreUint64(addr *uint64, val uint64) { uint64s.doStore(object(addr), addr, val) }

// AddUint64 is atomic.AddUint64.
//
//go:noinline
func AddUint64(addr *uint64, delta uint64) (new uint64) {
	return uint64s.doAdd(object(addr), addr, delta)
}

// SwapUint64 is atomic.SwapUint64.
//
//go:noinline
func SwapUint64(addr *uint64, new uint64) (old uint64) {
	return uint64s.doSwap(object(addr), addr, new)
}

// CompareAndSwapUint64 is atomic.CompareAndSwapUint64.
//
//go:noinline
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) {
	return uint64s.doCAS(object(addr), addr, old, new)
}

// AndUint64 is atomic.AndUint64.
//
//go:noinline
func AndUint64(addr *uint64, mask uint64) (old uint64) {
	return uint64s.doAnd(object(addr), addr, mask)
}

// OrUint64 is atomic.OrUint64.
//
//go:noinline
func OrUint64(addr *uint64, mask uint64) (old uint64) { return uint64s.doOr(object(addr), addr, mask) }

// LoadUintptr is atomic.LoadUintptr.
//
//go:noinline
func LoadUintptr(addr *uintptr) (val uintptr) { return uintptrs.doLoad(object(addr), addr) }

// StoreUintptr is atomic.StoreUintptr.
//
//go:noinline
func StoreUintptr(addr *uintptr, val uintptr) { uintptrs.doStore(object(addr), addr, val) }

// AddUintptr is atomic.AddUintptr.
//
//go:noinline
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) {
	return uintptrs.doAdd(object(addr), addr, delta)
}

// SwapUintptr is atomic.SwapUintptr.
//
//go:noinline
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) {
	return uintptrs.doSwap(object(addr), addr, new)
}

// CompareAndSwapUintptr is atomic.CompareAndSwapUintptr.
//
//go:noinline
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) {
	return uintptrs.doCAS(object(addr), addr, old, new)
}

// AndUintptr is atomic.AndUintptr.
//
//go:noinline
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	return uintptrs.doAnd(object(addr), addr, mask)
}

// OrUintptr is atomic.OrUintptr.
//
//go:noinline
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	return uintptrs.doOr(object(addr), addr, mask)
}

// LoadPointer is atomic.LoadPointer.
//
//go:noinline
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer) {
	return pointers.doLoad(object(addr), addr)
}

// StorePointer is atomic.StorePointer.
//
//go:noinline
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer) {
	pointers.doStore(object(addr), addr, val)
}

// SwapPointer is atomic.SwapPointer.
//
//go:noinline
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer) {
	return pointers.doSwap(object(addr), addr, new)
}

// CompareAndSwapPointer is atomic.CompareAndSwapPointer.
//
//go:noinline
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool) {
	return pointers.doCAS(object(addr), addr, old, new)
}
