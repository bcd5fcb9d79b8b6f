package sync_test

import (
	"errors"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/step"
)

func TestWaitGroupReleasesAll(t *testing.T) {
	shimtest.Everywhere(t, 2, 2000, func() {
		var work, all sync.WaitGroup
		var x shimtest.Var
		work.Add(1)
		for range 2 {
			all.Go(func() {
				work.Wait()
				assert.Equal(t, 1, x.Get())
			})
		}
		x.Set(1)
		work.Done()
		all.Wait()
	})
}

func TestWaitGroupReuse(t *testing.T) {
	if sched.Race {
		t.Skip("the race detector speaks of it first")
	}
	body := func() {
		var wg sync.WaitGroup
		wg.Add(1)
		sched.Go("waits", wg.Wait)
		sched.Yield()
		wg.Done()
		wg.Add(1)
		wg.Done()
	}
	assert.True(t, shimtest.Can(t, 1, body, func(r sched.Result) bool {
		return r.Panic != nil && r.Panic.Value == "sync: WaitGroup is reused before previous Wait has returned"
	}))
}

func TestWaitGroupGoPanics(t *testing.T) {
	done := false
	r := sched.Run(shimtest.First{}, sched.Options{Record: true}, func() {
		var wg sync.WaitGroup
		wg.Go(boom)
		wg.Wait()
		done = true
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "boom", r.Panic.Value)
	assert.Contains(t, r.Panic.Stack, "sync_test.boom")
	assert.False(t, done)
	assert.Equal(t, "sync_test.boom", r.Recording.Goroutines[1].Name)
}

func boom() { panic(errors.New("boom")) }

func TestWaitGroupGoExits(t *testing.T) {
	shimtest.Everywhere(t, 1, 10, func() {
		var wg sync.WaitGroup
		wg.Go(func() { sched.Goexit() })
		wg.Wait()
	})
}

func TestOnce(t *testing.T) {
	shimtest.Everywhere(t, 2, 2000, func() {
		var once sync.Once
		var wg sync.WaitGroup
		var x shimtest.Var
		for range 3 {
			wg.Go(func() {
				once.Do(func() {
					sched.Yield()
					x.Set(x.Get() + 1)
				})
				assert.Equal(t, 1, x.Get())
			})
		}
		wg.Wait()
	})
}

func TestOncePanic(t *testing.T) {
	shimtest.Everywhere(t, 0, 1, func() {
		var once sync.Once
		assert.PanicsWithValue(t, "once", func() { once.Do(func() { panic("once") }) })
		once.Do(func() { t.Error("called again") })
	})
	r := sched.Run(shimtest.First{}, sched.Options{}, func() {
		var once sync.Once
		once.Do(func() { once.Do(func() {}) })
	})
	require.Len(t, r.Stuck, 1)
	assert.Equal(t, step.Once, r.Stuck[0].Kind)
}

func TestOnceFuncs(t *testing.T) {
	shimtest.Everywhere(t, 2, 500, func() {
		n := 0
		f := sync.OnceValues(func() (int, error) { n++; return n, nil })
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				v, err := f()
				assert.Equal(t, 1, v)
				assert.NoError(t, err)
			})
		}
		wg.Wait()
		bad := sync.OnceValue(func() int { panic("bad") })
		assert.PanicsWithValue(t, "bad", func() { bad() })
		assert.PanicsWithValue(t, "bad", func() { bad() })
		none := sync.OnceFunc(func() { panic(nil) })
		assert.Panics(t, func() { none() })
		assert.Panics(t, func() { none() })
	})
}

// While no schedule runs, as in package initialisation, what can work does.
func TestOutsideOfSchedules(t *testing.T) {
	n := 0
	var once sync.Once
	once.Do(func() { n++ })
	once.Do(func() { n++ })
	assert.Equal(t, 1, n)
	assert.Equal(t, 7, sync.OnceValue(func() int { return 7 })())
	var m sync.Map
	m.Store("k", 1)
	v, ok := m.Load("k")
	assert.Equal(t, 1, v)
	assert.True(t, ok)
	var mu sync.Mutex
	mu.Lock()
	//lint:ignore SA2001 the lock and the unlock are what is tested
	mu.Unlock()
	assert.True(t, mu.TryLock())
	p := sync.Pool{New: func() any { return 1 }}
	assert.Equal(t, 1, p.Get())
	p.Put(2)
	assert.Equal(t, 2, p.Get())
}

func TestCondLosesWakeUps(t *testing.T) {
	body := func() {
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		ready := false
		sched.Go("signals", func() {
			ready = true // the lock is not held: the wake-up can be lost
			c.Signal()
		})
		mu.Lock()
		for !ready {
			c.Wait()
		}
		mu.Unlock()
	}
	stuck := func(r sched.Result) bool { return len(r.Stuck) == 1 && r.Stuck[0].Kind == step.CondWait }
	assert.True(t, shimtest.Can(t, 1, body, stuck))
	assert.True(t, shimtest.Can(t, 1, body, func(r sched.Result) bool { return r.MainDone && len(r.Stuck) == 0 }))
}

func TestCondIsRightWithTheLock(t *testing.T) {
	shimtest.Everywhere(t, 2, 2000, func() {
		var mu sync.Mutex
		var wg sync.WaitGroup
		var x shimtest.Var
		c := sync.NewCond(&mu)
		for range 2 {
			wg.Go(func() {
				mu.Lock()
				for x.Get() == 0 {
					c.Wait()
				}
				x.Set(x.Get() - 1)
				mu.Unlock()
			})
		}
		for range 2 {
			mu.Lock()
			x.Set(x.Get() + 1)
			mu.Unlock()
			c.Signal()
		}
		wg.Wait()
	})
}

func TestCondOrder(t *testing.T) {
	var got []int
	r := sched.Run(shimtest.First{}, sched.Options{}, func() {
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		for i := range 4 {
			sched.Go("waits", func() {
				mu.Lock()
				c.Wait()
				got = append(got, i)
				mu.Unlock()
			})
			sched.WaitRest(sched.Settled)
		}
		c.Signal()
		sched.WaitRest(sched.Settled)
		c.Signal()
		sched.WaitRest(sched.Settled)
		assert.Equal(t, []int{0, 1}, got)
		c.Broadcast()
		sched.WaitRest(sched.Settled)
		c.Signal()
	})
	assert.Empty(t, r.Stuck)
	assert.Len(t, got, 4)
}

func TestPool(t *testing.T) {
	lost := false
	shimtest.Sample(t, 500, func() {
		p := sync.Pool{New: func() any { return 0 }}
		var wg sync.WaitGroup
		var x shimtest.Var
		wg.Go(func() {
			x.Set(1)
			p.Put(1)
			p.Put(nil)
		})
		wg.Go(func() {
			if p.Get() == 1 {
				assert.Equal(t, 1, x.Get())
			}
		})
		wg.Wait()
		p.Put(2)
		if v := p.Get(); v != 2 {
			lost = true
		}
	}, shimtest.Fine(t))
	assert.True(t, lost)
}

// A goroutine that is unwound runs its deferred calls without effect and without end.
func TestUnwinding(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 50 {
		r := sched.Run(shimtest.First{}, sched.Options{}, func() {
			var mu sync.Mutex
			var rw sync.RWMutex
			var wg sync.WaitGroup
			var once sync.Once
			c := sync.NewCond(&mu)
			wg.Add(1)
			sched.Go("stuck", func() {
				defer mu.Unlock()
				defer rw.RUnlock()
				defer wg.Wait()
				defer c.Wait()
				defer rw.Lock()
				defer once.Do(func() { t.Error("called") })
				once.Do(func() { wg.Wait() })
			})
			f := sync.OnceFunc(func() { wg.Wait() })
			f()
		})
		require.Len(t, r.Stuck, 2)
		require.Nil(t, r.Panic)
	}
	assert.Less(t, runtime.NumGoroutine(), before+10)
}
