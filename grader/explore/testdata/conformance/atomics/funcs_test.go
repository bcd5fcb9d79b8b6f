package atomics

import (
	"sync"
	. "sync/atomic"
	"testing"
)

func TestFuncsInt32(t *testing.T) {
	var x int32
	t.Log(AddInt32(&x, 3), LoadInt32(&x))
	StoreInt32(&x, 12)
	t.Log(SwapInt32(&x, 13), CompareAndSwapInt32(&x, 13, 14), CompareAndSwapInt32(&x, 13, 15))
	t.Log(AndInt32(&x, 6), LoadInt32(&x), OrInt32(&x, 1), LoadInt32(&x))
}

func TestFuncsInt64(t *testing.T) {
	var x int64
	t.Log(AddInt64(&x, -3), LoadInt64(&x))
	StoreInt64(&x, 12)
	t.Log(SwapInt64(&x, 13), CompareAndSwapInt64(&x, 13, 14), CompareAndSwapInt64(&x, 13, 15))
	t.Log(AndInt64(&x, 6), LoadInt64(&x), OrInt64(&x, 1), LoadInt64(&x))
}

func TestFuncsUint32(t *testing.T) {
	var x uint32
	t.Log(AddUint32(&x, ^uint32(0)), LoadUint32(&x))
	StoreUint32(&x, 12)
	t.Log(SwapUint32(&x, 13), CompareAndSwapUint32(&x, 13, 14), CompareAndSwapUint32(&x, 13, 15))
	t.Log(AndUint32(&x, 6), LoadUint32(&x), OrUint32(&x, 1), LoadUint32(&x))
}

func TestFuncsUint64(t *testing.T) {
	var x uint64
	t.Log(AddUint64(&x, 1<<50), LoadUint64(&x))
	StoreUint64(&x, 12)
	t.Log(SwapUint64(&x, 13), CompareAndSwapUint64(&x, 13, 14), CompareAndSwapUint64(&x, 13, 15))
	t.Log(AndUint64(&x, 6), LoadUint64(&x), OrUint64(&x, 1), LoadUint64(&x))
}

func TestFuncsUintptr(t *testing.T) {
	var x uintptr
	t.Log(AddUintptr(&x, 2), LoadUintptr(&x))
	StoreUintptr(&x, 12)
	t.Log(SwapUintptr(&x, 13), CompareAndSwapUintptr(&x, 13, 14), CompareAndSwapUintptr(&x, 13, 15))
	t.Log(AndUintptr(&x, 6), LoadUintptr(&x), OrUintptr(&x, 1), LoadUintptr(&x))
}

type gauge struct {
	level int32
	slots [2]uint32
	big   *int64
}

var total int64

func TestFuncsOnFieldsElementsAndGlobals(t *testing.T) {
	total = 0
	g := &gauge{big: new(int64)}
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			AddInt32(&g.level, 1)
			StoreUint32(&g.slots[i], uint32(i)+5)
			AddInt64(g.big, 10)
			AddInt64(&total, 100)
		})
	}
	wg.Wait()
	t.Log(LoadInt32(&g.level), g.slots, *g.big, LoadInt64(&total))
}

func TestFuncsAsValues(t *testing.T) {
	op := AddInt64
	var x int64
	op(&x, 2)
	load := LoadInt64
	ops := map[string]func(*int64, int64) int64{"add": AddInt64, "swap": SwapInt64}
	t.Log(ops["swap"](&x, 7), ops["add"](&x, 1), load(&x))
}

func TestFuncsNamedTypes(t *testing.T) {
	type state int32
	const (
		idle state = iota
		running
		stopped
	)
	var s state
	p := (*int32)(&s)
	t.Log(CompareAndSwapInt32(p, int32(idle), int32(running)), CompareAndSwapInt32(p, int32(idle), int32(stopped)))
	t.Log(state(LoadInt32(p)) == running)
}

func TestFuncsNilPointerPanics(t *testing.T) {
	defer func() { t.Log(recover()) }()
	var p *int32
	AddInt32(p, 1)
}

func TestDotImportedTypes(t *testing.T) {
	var n Int32
	var p Pointer[int]
	done := make(chan struct{})
	go func() { n.Add(1); x := 3; p.Store(&x); close(done) }()
	<-done
	t.Log(n.Load(), *p.Load())
}
