package sched_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/step"
)

func TestTimers(t *testing.T) {
	var order []int
	var shared *sched.Timer
	for range 2 {
		order = nil
		r := run(func() {
			at := func(d int64, n int) *sched.Timer {
				t := sched.NewTimer(func() { order = append(order, n) })
				t.Start(d)
				return t
			}
			at(3, 3)
			at(-7, 0)
			at(math.MaxInt64, 4)
			assert.True(t, at(2, 99).Stop())
			two := at(9, 2)
			two.Start(2)
			sched.Sleep(3)
			assert.Equal(t, int64(3), sched.Peek())
			assert.False(t, two.Stop())
			if shared != nil {
				assert.False(t, shared.Stop(), "pending in an earlier schedule only")
			} else {
				shared = sched.NewTimer(func() { order = append(order, 1) })
			}
			shared.Start(math.MaxInt64)
			shared.Start(1)
			sched.Sleep(math.MaxInt64)
			sched.Sleep(math.MaxInt64)
		})
		assert.True(t, r.MainDone)
		assert.Equal(t, []int{0, 2, 3, 1, 4}, order)
		assert.Equal(t, int64(math.MaxInt64), r.Now)
		assert.False(t, r.Early)
		assert.Equal(t, 8, r.Waited)
		run(func() { shared.Start(5) })
	}
}

func TestEarlyClock(t *testing.T) {
	var offered []bool
	watch := chooser(func(c *step.Choice) int {
		if !c.Branch {
			last := c.Options[c.N-1]
			offered = append(offered, last.G == -1)
			if last.G == -1 {
				assert.Equal(t, step.Clock, last.Kind)
				return c.N - 1
			}
		}
		return 0
	})
	var o sched.Object
	body := func() {
		sched.Point(&o, step.AtomicAdd) // no timer is pending
		sched.Go("sleeps", func() { sched.Sleep(5) })
		sched.Point(&o, step.AtomicAdd)
		sched.Point(&o, step.AtomicAdd)
		sched.Point(&o, step.AtomicAdd)
	}
	r := sched.Run(watch, sched.Options{}, body)
	assert.NotContains(t, offered, true)
	assert.False(t, r.Early)
	offered = nil
	d := &schedtest.Deep{Bound: unbounded}
	early := 0
	d.Explore(10_000, sched.Options{Early: true}, body, func(r sched.Result) {
		assert.True(t, r.MainDone)
		assert.LessOrEqual(t, r.Waited, 1)
		if r.Early {
			early++
			assert.Zero(t, r.Waited)
			assert.Positive(t, r.Preemptions)
		}
	})
	assert.Positive(t, early)
}

// A clock that always moves if it may does so as often as timers are allowed.
func TestEarlyClockEnds(t *testing.T) {
	r := sched.Run(chooser(func(c *step.Choice) int { return c.N - 1 }), sched.Options{Early: true, Timers: 50}, func() {
		var tick *sched.Timer
		n := 0
		tick = sched.NewTimer(func() { n++; tick.Start(1) })
		tick.Start(1)
		var o sched.Object
		for range 10 {
			sched.Point(&o, step.AtomicAdd)
		}
		assert.Equal(t, 50, n)
	})
	assert.True(t, r.MainDone)
	assert.True(t, r.Early)
	assert.Equal(t, int64(50), r.Now)
}

type chooser func(*step.Choice) int

func (f chooser) Choose(c *step.Choice) int { return f(c) }

func TestSameInstantInAnyOrder(t *testing.T) {
	got, _, _ := said(t, sched.Options{}, false, func(say func(...any)) {
		order := ""
		for _, name := range []string{"a", "b", "c"} {
			sched.NewTimer(func() { order += name }).Start(1)
		}
		sched.Sleep(2)
		say(order)
	})
	assert.Len(t, got, 6)
}

func TestRest(t *testing.T) {
	var order []string
	say := func(s string) { order = append(order, s) }
	r := run(func() {
		sched.Go("settled", func() { sched.WaitRest(sched.Settled); say("settled") })
		sched.Go("stuck", func() { sched.WaitRest(sched.Stuck); say("stuck") })
		sched.Go("quiet", func() { sched.WaitQuiet(); say("quiet") })
		c := make(chan int)
		sched.NewTimer(func() { say("timer") }).Start(9)
		sched.Go("sleeps", func() { sched.Sleep(5); say("slept"); sched.Recv(c, "c") })
		sched.Recv(c, "c")
	})
	assert.Equal(t, []string{"quiet", "slept", "settled", "timer", "stuck"}, order)
	assert.Len(t, r.Stuck, 2)
	assert.Equal(t, 0, r.Stuck[0].G)
	assert.Equal(t, step.ChanRecv, r.Stuck[0].Kind)
	assert.NotZero(t, r.Stuck[0].Object)
	assert.Empty(t, r.Running)
	assert.False(t, r.MainDone)
}

func TestAwaitRest(t *testing.T) {
	for _, wake := range []bool{false, true} {
		run(func() {
			var o sched.Object
			g := sched.Current()
			sched.Go("g", func() {
				if wake {
					sched.Wake(g)
				}
			})
			sched.AwaitRest(sched.Stuck)
			sched.Block(&o, step.CondWait)
			assert.Equal(t, wake, sched.EndRest())
		})
	}
}

func TestSleepersAndTickersAreRunning(t *testing.T) {
	r := run(func() {
		sched.Go("sleeps again and again", func() {
			for {
				sched.Sleep(1)
			}
		})
		sched.Go("waits for ticks", func() {
			c := make(chan int)
			sched.TimerChan(c)
			var tick *sched.Timer
			tick = sched.NewTimer(func() { sched.Offer(c, 1); tick.Start(1) })
			tick.Start(1)
			for range sched.Range(c, "c") {
			}
		})
		sched.Go("stuck", sched.Forever)
	})
	assert.True(t, r.MainDone)
	assert.Equal(t, []int{1, 2}, r.Running)
	assert.Len(t, r.Stuck, 1)
	assert.Equal(t, 3, r.Stuck[0].G)
}

// Nobody is so slow that an hour passes meanwhile.
func TestEarlyClockIsBounded(t *testing.T) {
	for d, want := range map[int64]bool{1: true, 60_000_000_000: true, 60_000_000_001: false} {
		r := sched.Run(chooser(func(c *step.Choice) int { return c.N - 1 }), sched.Options{Early: true}, func() {
			sched.NewTimer(func() {}).Start(d)
			var o sched.Object
			for range 5000 {
				sched.Point(&o, step.AtomicAdd)
			}
		})
		assert.Equal(t, want, r.Early, "%d ns", d)
		assert.Zero(t, r.Waited)
	}
}
