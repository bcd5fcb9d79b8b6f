package atomics

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestInt32(t *testing.T) {
	var x atomic.Int32
	t.Log(x.Load(), x.Add(5), x.Add(-7))
	x.Store(10)
	t.Log(x.Swap(11), x.Load())
	t.Log(x.CompareAndSwap(10, 1), x.CompareAndSwap(11, 12), x.Load())
	t.Log(x.And(6), x.Load(), x.Or(1), x.Load())
}

func TestInt64(t *testing.T) {
	var x atomic.Int64
	t.Log(x.Add(1<<40), x.Load())
	x.Store(-1)
	t.Log(x.And(0xff), x.Load(), x.Or(0x100), x.Load())
	t.Log(x.Swap(3), x.CompareAndSwap(3, 4), x.CompareAndSwap(3, 5), x.Load())
}

func TestUint32(t *testing.T) {
	var x atomic.Uint32
	t.Log(x.Add(^uint32(0)), x.Add(2))
	x.Store(0b1100)
	t.Log(x.And(0b0110), x.Or(0b0001), x.Load())
	t.Log(x.Swap(9), x.CompareAndSwap(9, 8), x.Load())
}

func TestUint64(t *testing.T) {
	var x atomic.Uint64
	x.Store(1 << 63)
	t.Log(x.Add(1<<63), x.Add(^uint64(4)))
	t.Log(x.And(0xf0), x.Or(0x0f), x.Load())
	t.Log(x.Swap(2), x.CompareAndSwap(1, 0), x.CompareAndSwap(2, 0), x.Load())
}

func TestUintptr(t *testing.T) {
	var x atomic.Uintptr
	t.Log(x.Add(6), x.And(3), x.Or(8), x.Load())
	t.Log(x.Swap(1), x.CompareAndSwap(1, 5), x.Load())
	x.Store(0)
	t.Log(x.Load())
}

func TestBool(t *testing.T) {
	var x atomic.Bool
	t.Log(x.Load(), x.Swap(true), x.Load())
	t.Log(x.CompareAndSwap(false, true), x.CompareAndSwap(true, false), x.Load())
	x.Store(3 > 2)
	t.Log(x.Load())
}

func TestPointer(t *testing.T) {
	type cfg struct{ n int }
	var p atomic.Pointer[cfg]
	t.Log(p.Load() == nil)
	a, b := &cfg{1}, &cfg{2}
	p.Store(a)
	t.Log(p.Load().n, p.Swap(b).n, p.Load() == b)
	t.Log(p.CompareAndSwap(a, nil), p.CompareAndSwap(b, a), p.Load().n)
	p.Store(nil)
	t.Log(p.Load())
}

func TestValue(t *testing.T) {
	var v atomic.Value
	t.Log(v.Load())
	v.Store([]int{1})
	v.Store([]int{2, 3})
	t.Log(v.Load().([]int)[1])
	var w atomic.Value
	t.Log(w.Swap("a"), w.Swap("b"), w.Load())
	t.Log(w.CompareAndSwap("a", "c"), w.CompareAndSwap("b", "c"), w.Load())
	var x atomic.Value
	t.Log(x.CompareAndSwap(nil, 1), x.Load())
}

func TestValuePanics(t *testing.T) {
	try := func(f func()) (r any) {
		defer func() { r = recover() }()
		f()
		return "none"
	}
	var v atomic.Value
	t.Log(try(func() { v.Store(nil) }))
	v.Store(1)
	t.Log(try(func() { v.Store("s") }))
	t.Log(try(func() { v.Swap(nil) }))
	t.Log(try(func() { v.Swap(1.5) }))
	t.Log(try(func() { v.CompareAndSwap(1, nil) }))
	t.Log(try(func() { v.CompareAndSwap("a", 2) }))
	t.Log(v.Load())
}

func TestStructWithAtomics(t *testing.T) {
	type stats struct {
		hits, misses atomic.Int64
		last         atomic.Pointer[string]
	}
	var s stats
	var wg sync.WaitGroup
	word := "w"
	for i := range 3 {
		wg.Go(func() {
			if i%2 == 0 {
				s.hits.Add(1)
			} else {
				s.misses.Add(1)
			}
			s.last.Store(&word)
		})
	}
	wg.Wait()
	t.Log(s.hits.Load(), s.misses.Load(), *s.last.Load())
}

func TestArrayAndMapOfAtomics(t *testing.T) {
	var a [2]atomic.Int32
	m := map[string]*atomic.Uint64{"k": {}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range a {
			a[i].Add(int32(i + 1))
		}
		m["k"].Add(9)
	}()
	<-done
	t.Log(a[0].Load(), a[1].Load(), m["k"].Load())
}

func TestMethodValuesAndExpressions(t *testing.T) {
	var x atomic.Int64
	add, load := x.Add, x.Load
	add(3)
	(*atomic.Int64).Store(&x, load()*2)
	f := (*atomic.Int64).CompareAndSwap
	t.Log(f(&x, 6, 7), load())
	var wg sync.WaitGroup
	for _, op := range []func(int64) int64{add, x.Add, x.Or} {
		wg.Go(func() { op(8) })
	}
	wg.Wait()
	t.Log(x.Load() >= 15)
}

type embedded struct {
	atomic.Int32
	name string
}

func TestEmbedded(t *testing.T) {
	e := &embedded{name: "e"}
	e.Add(2)
	e.Int32.Add(3)
	t.Log(e.Load(), e.name)
}

func TestCompareAndSwapOneWinner(t *testing.T) {
	var flag atomic.Bool
	var winners atomic.Int32
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if flag.CompareAndSwap(false, true) {
				winners.Add(1)
			}
		})
	}
	wg.Wait()
	t.Log(winners.Load(), flag.Load())
}

func TestPublicationThroughAtomic(t *testing.T) {
	var ready atomic.Bool
	data := 0
	done := make(chan int)
	go func() {
		if ready.Load() {
			done <- data
		} else {
			done <- 42
		}
	}()
	data = 42
	ready.Store(true)
	t.Log(<-done)
}

func TestCopyOnWritePointer(t *testing.T) {
	var p atomic.Pointer[map[string]int]
	p.Store(&map[string]int{})
	set := func(k string, v int) {
		for {
			old := p.Load()
			m := map[string]int{k: v}
			for k, v := range *old {
				m[k] = v
			}
			if p.CompareAndSwap(old, &m) {
				return
			}
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { set("a", 1) })
	wg.Go(func() { set("b", 2) })
	wg.Wait()
	t.Log(*p.Load())
}

func TestFetchMaximum(t *testing.T) {
	var m atomic.Int64
	var wg sync.WaitGroup
	for _, v := range []int64{3, 7} {
		wg.Go(func() {
			for cur := m.Load(); v > cur; cur = m.Load() {
				if m.CompareAndSwap(cur, v) {
					break
				}
			}
		})
	}
	wg.Wait()
	t.Log(m.Load())
}

func TestZeroValuesUsable(t *testing.T) {
	var (
		a atomic.Int32
		b atomic.Uint64
		c atomic.Bool
		d atomic.Pointer[int]
		e atomic.Value
		f atomic.Uintptr
	)
	t.Log(a.Load(), b.Load(), c.Load(), d.Load() == nil, e.Load() == nil, f.Load())
}
