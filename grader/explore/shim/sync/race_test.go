package sync_test

import (
	"testing"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
)

func TestRaceWithoutLock(t *testing.T) {
	shimtest.Races(t, func() {
		var mu sync.Mutex
		var x shimtest.Var
		sched.Go("other", func() { x.Set(1) })
		mu.Lock()
		x.Get()
		mu.Unlock()
	})
}

// Readers are ordered with writers, not with each other.
func TestRaceOfReaders(t *testing.T) {
	shimtest.Races(t, func() {
		var mu sync.RWMutex
		var x shimtest.Var
		sched.Go("other", func() {
			mu.RLock()
			x.Set(1)
			mu.RUnlock()
		})
		mu.RLock()
		x.Set(2)
		mu.RUnlock()
	})
}

// What is done after Done is not ordered with what Wait lets go on.
func TestRaceAfterDone(t *testing.T) {
	shimtest.Races(t, func() {
		var wg sync.WaitGroup
		var x shimtest.Var
		wg.Add(1)
		sched.Go("other", func() {
			wg.Done()
			x.Set(1)
		})
		wg.Wait()
		x.Get()
	})
}

// An Add that Wait might not see is what Go's detector calls a race as well.
func TestRaceOfAddAndWait(t *testing.T) {
	shimtest.Races(t, func() {
		var wg sync.WaitGroup
		sched.Go("other", func() {
			wg.Add(1)
			sched.Yield()
			wg.Done()
		})
		wg.Wait()
	})
}

// A load of one key is not ordered after a store of another.
func TestRaceAcrossKeys(t *testing.T) {
	shimtest.Races(t, func() {
		var m sync.Map
		var x shimtest.Var
		sched.Go("other", func() {
			x.Set(1)
			m.Store("a", 1)
		})
		m.Load("b")
		x.Get()
	})
}
