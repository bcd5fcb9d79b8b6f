package sync_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
)

func TestMutexExcludes(t *testing.T) {
	shimtest.Everywhere(t, 2, 3000, func() {
		var mu sync.Mutex
		var wg sync.WaitGroup
		var x shimtest.Var
		for range 3 {
			wg.Go(func() {
				mu.Lock()
				n := x.Get()
				sched.Yield()
				x.Set(n + 1)
				mu.Unlock()
			})
		}
		wg.Wait()
		assert.Equal(t, 3, x.Get())
	})
}

func TestMutexTryLock(t *testing.T) {
	var saw [2]bool
	body := func() {
		var mu sync.Mutex
		var x shimtest.Var
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				ok := mu.TryLock()
				if ok {
					x.Set(x.Get() + 1)
					mu.Unlock()
				}
				if ok {
					saw[1] = true
				} else {
					saw[0] = true
				}
			})
		}
		wg.Wait()
	}
	shimtest.Everywhere(t, 2, 1000, body)
	assert.Equal(t, [2]bool{true, true}, saw)
}

func fails(t *testing.T, want string, body func()) {
	t.Helper()
	r := sched.Run(shimtest.First{}, sched.Options{}, body)
	require.NotNil(t, r.Panic)
	assert.Equal(t, want, r.Panic.Value)
}

func TestMisuse(t *testing.T) {
	fails(t, "fatal error: sync: unlock of unlocked mutex", func() {
		defer func() { _ = recover() }()
		var mu sync.Mutex
		mu.Unlock()
	})
	fails(t, "fatal error: sync: Unlock of unlocked RWMutex", func() {
		var mu sync.RWMutex
		mu.RLock()
		mu.Unlock()
	})
	fails(t, "fatal error: sync: RUnlock of unlocked RWMutex", func() {
		var mu sync.RWMutex
		mu.Lock()
		mu.RUnlock()
	})
	fails(t, "sync: negative WaitGroup counter", func() {
		var wg sync.WaitGroup
		wg.Done()
	})
	fails(t, "runtime error: hash of unhashable type []int", func() {
		var m sync.Map
		m.Store([]int{1}, 1)
	})
}

func TestRWMutexExcludes(t *testing.T) {
	together := 0
	shimtest.Everywhere(t, 1, 3000, func() {
		var mu sync.RWMutex
		var x shimtest.Var
		var wg sync.WaitGroup
		reading := 0
		for range 2 {
			wg.Go(func() {
				mu.RLock()
				reading++
				together = max(together, reading)
				x.Get()
				sched.Yield()
				reading--
				mu.RUnlock()
			})
			wg.Go(func() {
				mu.Lock()
				assert.Zero(t, reading)
				x.Set(x.Get() + 1)
				mu.Unlock()
			})
		}
		wg.Wait()
		assert.Equal(t, 2, x.Get())
	})
	assert.Equal(t, 2, together)
}

// A reader that reads again while a writer waits is stuck, as in Go.
func TestRWMutexPrefersWriters(t *testing.T) {
	body := func() {
		var mu sync.RWMutex
		var wg sync.WaitGroup
		wg.Go(func() {
			mu.RLock()
			sched.Yield()
			mu.RLock()
			defer mu.RUnlock()
			defer mu.RUnlock()
		})
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
		})
		wg.Wait()
	}
	assert.True(t, shimtest.Can(t, 1, body, func(r sched.Result) bool { return len(r.Stuck) == 3 }))
	assert.True(t, shimtest.Can(t, 1, body, func(r sched.Result) bool { return r.MainDone && len(r.Stuck) == 0 }))
}

// Unlock lets in all readers that wait before another writer has it, and that writer
// waits for all of them.
func TestRWMutexLetsAllReadersIn(t *testing.T) {
	shimtest.Everywhere(t, 1, 2000, func() {
		var mu sync.RWMutex
		var wg sync.WaitGroup
		in, wrote := 0, false
		mu.Lock()
		for range 3 {
			wg.Go(func() {
				mu.RLock()
				in++
				assert.False(t, wrote)
				mu.RUnlock()
			})
		}
		sched.WaitRest(sched.Settled) // all readers wait
		wg.Go(func() {
			mu.Lock()
			assert.Equal(t, 3, in)
			wrote = true
			mu.Unlock()
		})
		mu.Unlock()
		wg.Wait()
	})
}

func TestRWMutexTry(t *testing.T) {
	shimtest.Everywhere(t, 0, 1, func() {
		var mu sync.RWMutex
		assert.True(t, mu.TryRLock())
		assert.True(t, mu.TryRLock())
		assert.False(t, mu.TryLock())
		mu.RUnlock()
		mu.RLocker().Unlock()
		assert.True(t, mu.TryLock())
		assert.False(t, mu.TryLock())
		assert.False(t, mu.TryRLock())
		mu.Unlock()
		mu.RLocker().Lock()
		sched.Go("writer", func() { mu.Lock() })
		sched.Yield()
		assert.False(t, mu.TryRLock(), "a writer waits")
		mu.RUnlock()
		sched.Yield()
	})
}

// What a locked lock of an earlier schedule leaves behind does not matter.
func TestLocksOfEarlierSchedules(t *testing.T) {
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	fine := shimtest.Fine(t)
	for range 2 {
		fine(sched.Run(shimtest.First{}, sched.Options{}, func() {
			mu.Lock()
			rw.Lock()
			wg.Add(1)
		}))
	}
}
