package synctest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/synctest"
	shim "racekit/grader/explore/shim/testing"
	"racekit/grader/explore/step"
)

// every visits all schedules of a program, depth first.
type every struct {
	path, width []int
	at          int
}

func (e *every) Choose(c *step.Choice) int {
	if e.at == len(e.path) {
		e.path, e.width = append(e.path, 0), append(e.width, c.N)
	}
	e.at++
	return e.path[e.at-1]
}

// next makes the next execution another one, and reports whether there is one.
func (e *every) next() bool {
	for n := len(e.path); n > 0; n = len(e.path) {
		if e.path[n-1]++; e.path[n-1] < e.width[n-1] {
			e.at = 0
			return true
		}
		e.path, e.width = e.path[:n-1], e.width[:n-1]
	}
	return false
}

// all runs f as a test in each of its schedules, where the clock may move early.
func all(t *testing.T, f func(*shim.T)) (results []sched.Result) {
	t.Helper()
	e := &every{}
	for {
		opt := sched.Options{Logs: true, Early: true, Record: true, Steps: 1000}
		results = append(results, sched.Run(e, opt, func() { shim.Run("TestX", f) }))
		if !e.next() {
			return results
		}
		if len(results) > 10_000 {
			t.Fatal("too many schedules")
		}
	}
}

const second = 1_000_000_000

func TestWait_DoesNotMoveTime(t *testing.T) {
	for _, r := range all(t, func(t *shim.T) {
		synctest.Test(t, func(t *shim.T) {
			done := false
			sched.Go("sleeper", func() { sched.Sleep(5 * second); done = true })
			sched.Sleep(4 * second)
			synctest.Wait()
			t.Log(done, sched.Peek()/second)
			sched.Sleep(second)
			synctest.Wait()
			t.Log(done, sched.Peek()/second)
		})
	}) {
		assert.Equal(t, []string{"false 4", "true 5"}, r.Logs)
		assert.Empty(t, r.Stuck)
		assert.False(t, r.Early)
	}
}

// Test waits for whatever was started, after its function, its cleanups included, is over.
func TestTest_WaitsForGoroutines(t *testing.T) {
	for _, r := range all(t, func(t *shim.T) {
		n := 0
		synctest.Test(t, func(t *shim.T) {
			t.Cleanup(func() { t.Log("cleanup") })
			sched.Go("a", func() {
				sched.Go("b", func() { sched.Sleep(second); n++ })
				n++
			})
			var timer *sched.Timer
			timer = sched.NewTimer(func() { sched.GoTimer("c", timer, func() { n++ }) })
			timer.Start(second / 2)
		})
		t.Log(n)
	}) {
		assert.Equal(t, []string{"cleanup", "3"}, r.Logs)
		assert.True(t, r.MainDone)
	}
}

func TestTest_DeadlockIsTheExplorersToFind(t *testing.T) {
	for _, r := range all(t, func(t *shim.T) {
		synctest.Test(t, func(t *shim.T) { sched.Go("stuck", func() { sched.Forever() }) })
	}) {
		assert.False(t, r.MainDone)
		assert.Len(t, r.Stuck, 2)
	}
}

func TestTest_FailureEndsTheTest(t *testing.T) {
	for _, r := range all(t, func(t *shim.T) {
		synctest.Test(t, func(t *shim.T) { t.Error("x") })
		t.Error("never reached")
	}) {
		assert.Len(t, r.Reports, 1)
		assert.True(t, r.MainDone)
		assert.Nil(t, r.Panic)
	}
}

func TestTest_Forbidden(t *testing.T) {
	for _, give := range []func(*shim.T){
		func(t *shim.T) { t.Run("x", func(*shim.T) {}) },
		func(t *shim.T) { t.Parallel() },
		func(t *shim.T) { t.Deadline() },
		func(t *shim.T) { synctest.Test(t, func(*shim.T) {}) },
	} {
		for _, r := range all(t, func(t *shim.T) { synctest.Test(t, give) }) {
			assert.NotNil(t, r.Panic)
		}
	}
}
