package atomic_test

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/shimtest"
)

// two runs f in two goroutines and waits for them.
func two(f func(i int)) {
	done := make(chan int, 2)
	for i := range 2 {
		sched.Go("f", func() {
			f(i)
			sched.Send(done, "done")(1)
		})
	}
	sched.Recv(done, "done")
	sched.Recv(done, "done")
}

func TestAddIsAtomic(t *testing.T) {
	shimtest.Everywhere(t, 2, 1000, func() {
		var a atomic.Int64
		b := new(uint32)
		two(func(int) {
			a.Add(1)
			atomic.AddUint32(b, 2)
		})
		assert.EqualValues(t, 2, a.Load())
		assert.EqualValues(t, 4, atomic.LoadUint32(b))
	})
}

func TestLoadAndStoreAreTwoSteps(t *testing.T) {
	for name, body := range map[string]func() int{
		"type": func() int {
			var a atomic.Int32
			two(func(int) { a.Store(a.Load() + 1) })
			return int(a.Load())
		},
		"function": func() int {
			a := new(int64)
			two(func(int) { atomic.StoreInt64(a, atomic.LoadInt64(a)+1) })
			return int(atomic.LoadInt64(a))
		},
		"compare and swap": func() int {
			var a atomic.Uintptr
			two(func(int) {
				for {
					if old := a.Load(); a.CompareAndSwap(old, old+1) {
						return
					}
				}
			})
			return int(a.Load())
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got [3]bool
			shimtest.Everywhere(t, 2, 500, func() { got[body()] = true })
			assert.Equal(t, [3]bool{1: name != "compare and swap", 2: true}, got)
		})
	}
}

// An atomic store happens before the load that sees it, whatever the type.
func TestPublishes(t *testing.T) {
	type ready struct{ set, get func() bool }
	for name, make := range map[string]func() ready{
		"Bool": func() ready {
			var b atomic.Bool
			return ready{func() bool { b.Store(true); return true }, b.Load}
		},
		"Pointer": func() ready {
			var p atomic.Pointer[int]
			return ready{func() bool { p.Store(new(int)); return true }, func() bool { return p.Load() != nil }}
		},
		"Value": func() ready {
			var v atomic.Value
			return ready{func() bool { v.Store(1); return true }, func() bool { return v.Load() == 1 }}
		},
		"Value swap": func() ready {
			var v atomic.Value
			return ready{func() bool { return v.CompareAndSwap(nil, 1) }, func() bool { return v.Swap(2) == 1 }}
		},
		"unsafe": func() ready {
			p := new(unsafe.Pointer)
			return ready{
				func() bool { return atomic.CompareAndSwapPointer(p, nil, unsafe.Pointer(p)) },
				func() bool { return atomic.LoadPointer(p) != nil },
			}
		},
		"or": func() ready {
			p := new(uint32)
			return ready{
				func() bool { return atomic.OrUint32(p, 2) == 0 },
				func() bool { return atomic.AndUint32(p, 3) == 2 },
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			shimtest.Everywhere(t, 2, 1000, func() {
				var x shimtest.Var
				r := make()
				two(func(i int) {
					if i == 0 {
						x.Set(1)
						r.set()
					} else if r.get() {
						assert.Equal(t, 1, x.Get())
					}
				})
			})
		})
	}
}

// Who spins lets the others go on, by loads as by compare-and-swap.
func TestSpinning(t *testing.T) {
	shimtest.Everywhere(t, 1, 1000, func() {
		var lock, flag atomic.Uint32
		var x shimtest.Var
		two(func(i int) {
			for !lock.CompareAndSwap(0, 1) {
			}
			x.Set(x.Get() + 1)
			lock.Store(0)
			if i == 0 {
				flag.Store(1)
			}
			for flag.Load() == 0 {
			}
		})
		assert.Equal(t, 2, x.Get())
	})
}

func TestValuePanics(t *testing.T) {
	shimtest.Everywhere(t, 0, 1, func() {
		var v atomic.Value
		assert.Nil(t, v.Load())
		assert.PanicsWithValue(t, "sync/atomic: store of nil value into Value", func() { v.Store(nil) })
		assert.False(t, v.CompareAndSwap(1, 2))
		v.Store(1)
		assert.PanicsWithValue(t, "sync/atomic: store of inconsistently typed value into Value", func() { v.Store("") })
		assert.PanicsWithValue(t, "sync/atomic: swap of inconsistently typed value into Value", func() { v.Swap("") })
		assert.PanicsWithValue(t, "sync/atomic: compare and swap of inconsistently typed value into Value", func() { v.CompareAndSwap(nil, "") })
		assert.PanicsWithValue(t, "sync/atomic: compare and swap of inconsistently typed values", func() { v.CompareAndSwap(1, "") })
		assert.True(t, v.CompareAndSwap(1, 2))
		assert.Equal(t, 2, v.Load())
	})
}

func TestOutsideOfSchedules(t *testing.T) {
	var a atomic.Int32
	a.Store(3)
	assert.EqualValues(t, 5, a.Add(2))
	n := new(int64)
	assert.EqualValues(t, 1, atomic.AddInt64(n, 1))
}

func TestRaceOfPlainAndAtomic(t *testing.T) {
	shimtest.Races(t, func() {
		x := new(uint32)
		sched.Go("other", func() { sched.MarkWrite(x) })
		atomic.AddUint32(x, 1)
	})
}

func TestRaceDespiteLoad(t *testing.T) {
	shimtest.Races(t, func() {
		var a atomic.Int32
		var x shimtest.Var
		sched.Go("other", func() {
			a.Store(1)
			x.Set(1)
		})
		a.Load()
		x.Get()
	})
}
