package demo_test

import (
	"sync/atomic"
	"testing"

	"racekit/exercises/demo"
	"racekit/grader/harness"
)

func check(t *testing.T, f func(r *harness.Run)) { harness.Check(t, f) }

func TestRight(t *testing.T) { check(t, func(r *harness.Run) {}) }

func TestWrong(t *testing.T) {
	check(t, func(r *harness.Run) {
		var b demo.Box
		r.Errorf("Get() = %d; want 1", b.Get())
		r.Errorf("second: %s", "with: colons")
	})
}

func TestRaceMethods(t *testing.T) {
	check(t, func(r *harness.Run) {
		var b demo.Box
		r.Go("add", b.Add)
		r.Go("get", func() { b.Get() })
		r.Join()
	})
}

func TestRaceGroup(t *testing.T) { check(t, func(r *harness.Run) { demo.Fields() }) }

func TestRaceMap(t *testing.T) { check(t, func(r *harness.Run) { demo.Maps() }) }

func TestRaceAtomic(t *testing.T) { check(t, func(r *harness.Run) { demo.Atomics() }) }

func TestRaceGeneric(t *testing.T) {
	check(t, func(r *harness.Run) {
		var s demo.Stack[int]
		for range 2 {
			r.Go("push", func() { s.Push(1) })
		}
		r.Join()
	})
}

func TestRaceAndWrong(t *testing.T) {
	check(t, func(r *harness.Run) {
		demo.Fields()
		r.Errorf("wrong as well")
	})
}

func TestDeadlockReceive(t *testing.T) { check(t, func(r *harness.Run) { demo.Receive() }) }

func TestDeadlockLock(t *testing.T) { check(t, func(r *harness.Run) { demo.LockTwice() }) }

func TestDeadlockCrowd(t *testing.T) { check(t, func(r *harness.Run) { demo.Crowd() }) }

func TestLeak(t *testing.T) { check(t, func(r *harness.Run) { demo.Leave() }) }

func TestLeakSleep(t *testing.T) { check(t, func(r *harness.Run) { demo.Nap() }) }

func TestPanicHere(t *testing.T) { check(t, func(r *harness.Run) { demo.Nil() }) }

func TestPanicInGo(t *testing.T) {
	check(t, func(r *harness.Run) {
		r.Go("nil", func() { demo.Nil() })
		r.Join()
	})
}

func TestPanicStarted(t *testing.T) { check(t, func(r *harness.Run) { demo.Started() }) }

func TestPanicCalled(t *testing.T) { check(t, func(r *harness.Run) { demo.Called() }) }

func TestExit(t *testing.T) { check(t, func(r *harness.Run) { demo.Exit() }) }

func TestFatalUnlock(t *testing.T) { check(t, func(r *harness.Run) { demo.Unlock() }) }

func TestHangSpin(t *testing.T) { check(t, func(r *harness.Run) { demo.Spin() }) }

func TestHangBurn(t *testing.T) { check(t, func(r *harness.Run) { demo.Burn() }) }

func TestHangPoll(t *testing.T) {
	check(t, func(r *harness.Run) {
		var ready atomic.Bool
		r.Open()
		r.Go("poll", func() { demo.Poll(ready.Load) })
		r.Settle()
		ready.Store(true)
		r.Join()
	})
}

func TestMemory(t *testing.T) { check(t, func(r *harness.Run) { demo.Grow() }) }

func TestSlowWitness(t *testing.T) {
	check(t, func(r *harness.Run) {
		w := r.Witness(3)
		demo.Serial(func() { w.Arrive() })
	})
}

func TestSlowIndependent(t *testing.T) {
	check(t, func(r *harness.Run) {
		var b demo.Box
		r.Independent(func() { b.Locked(func() { r.Work(1) }) }, b.Quick)
	})
}

func TestSlowWithin(t *testing.T) {
	check(t, func(r *harness.Run) { r.Within(1, func() { r.Work(100) }) })
}
