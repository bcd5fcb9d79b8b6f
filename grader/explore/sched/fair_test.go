package sched_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/runtime"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/shim/time"
	"racekit/grader/explore/step"
)

// fair are programs that end only because nobody keeps the turn for ever.
var fair = map[string]func(){
	"two that pass it to each other": func() {
		var stop atomic.Bool
		c := make(chan int)
		sched.Go("producer", func() {
			for !stop.Load() {
				sched.Send(c, "c")(1)
			}
			sched.Close(c, "c")
		})
		sched.Go("consumer", func() {
			for range sched.Range(c, "c") {
			}
		})
		sched.Go("stopper", func() { stop.Store(true) })
		sched.WaitRest(sched.Stuck)
	},
	"spinning": func() {
		var ready atomic.Bool
		for range 2 {
			sched.Go("spins", func() {
				for !ready.Load() {
				}
			})
		}
		sched.Go("spins politely", func() {
			for !ready.Load() {
				runtime.Gosched()
			}
		})
		sched.Go("ends it", func() { ready.Store(true) })
	},
	"spinning with a lock": func() {
		var mu sync.Mutex
		ready := false
		sched.Go("ends it", func() { mu.Lock(); ready = true; mu.Unlock() })
		for done := false; !done; {
			mu.Lock()
			done = ready
			mu.Unlock()
		}
	},
	"spinning with TryLock": func() {
		var mu sync.Mutex
		mu.Lock()
		sched.Go("ends it", func() { mu.Unlock() })
		for !mu.TryLock() {
		}
	},
	"spinning with compare-and-swap": func() {
		var x atomic.Int32
		sched.Go("ends it", func() { x.Store(1) })
		for !x.CompareAndSwap(1, 2) {
		}
	},
	"spinning with select": func() {
		c := make(chan int)
		sched.Go("ends it", func() { sched.Close(c, "c") })
		for sched.Select(true, sched.RecvCase(c, "c")) < 0 {
		}
	},
	"waiting for goroutines": func() {
		sched.Go("g", func() { sched.Yield(); sched.Yield() })
		for runtime.NumGoroutine() > 1 {
		}
	},
	"spinning until some time": func() {
		for sched.Now() < 5 {
			time.AfterFunc(5, func() {})
		}
	},
	"spinning while one sleeps": func() {
		var ready atomic.Bool
		sched.Go("sleeps", func() { sched.Sleep(1000); ready.Store(true) })
		for range 2 {
			sched.Go("spins", func() {
				for !ready.Load() {
					runtime.Gosched()
				}
			})
		}
		for !ready.Load() {
		}
	},
	"busy until a deadline": func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
		defer cancel()
		c := make(chan int)
		sched.Go("consumer", func() {
			for range sched.Range(c, "c") {
			}
		})
		for done := false; !done; {
			done = sched.Select(false, sched.SendCase(c, "c")(1), sched.RecvCase(ctx.Done(), "ctx.Done()")) == 1
		}
		sched.Close(c, "c")
	},
}

func TestFirstOptionIsFair(t *testing.T) {
	for name, body := range fair {
		r := run(body)
		assert.True(t, r.MainDone, name)
		assert.Nil(t, r.Panic, name)
		assert.False(t, r.Cut, name)
		assert.Empty(t, r.Stuck, name)
		assert.Empty(t, r.Running, name)
		t.Logf("%s: %d steps", name, r.Steps)
	}
}

func TestRandomIsFair(t *testing.T) {
	for name, body := range fair {
		c := &schedtest.Random{State: 9}
		for range 100 {
			r := sched.Run(c, sched.Options{}, body)
			assert.True(t, r.MainDone && !r.Cut && r.Panic == nil, name)
		}
	}
}

// Whoever chooses: who gives up the turn comes after all who wait for longer.
func TestSpinnersDoNotStarveOthers(t *testing.T) {
	// The first and the last goroutine are preferred to the one between.
	unfair := chooser(func(c *step.Choice) int {
		worst := 0
		for i, o := range c.Options {
			if c.Options[worst].G == 2 && o.G != 2 {
				worst = i
			}
		}
		return worst
	})
	r := sched.Run(unfair, sched.Options{}, func() {
		var next, serving atomic.Uint32
		for range 3 {
			sched.Go("g", func() {
				ticket := next.Add(1) - 1
				for serving.Load() != ticket {
					runtime.Gosched()
				}
				serving.Add(1)
			})
		}
	})
	assert.True(t, r.MainDone)
	assert.Empty(t, r.Running)
	assert.False(t, r.Cut)
}

func TestLivelockIsCut(t *testing.T) {
	var never atomic.Bool
	r := sched.Run(schedtest.First{}, sched.Options{Steps: 1000}, func() {
		sched.Go("waits", func() { sched.Forever() })
		for !never.Load() {
		}
	})
	assert.True(t, r.Cut)
	assert.False(t, r.MainDone)
	assert.Equal(t, 1000, r.Steps)
	assert.Equal(t, []int{0}, r.Running)
	assert.Len(t, r.Stuck, 1)
}

func TestHeldClockStandsStill(t *testing.T) {
	var ready atomic.Bool
	r := sched.Run(schedtest.First{}, sched.Options{Early: true}, func() {
		defer sched.HoldClock()()
		sched.Go("sleeps", func() { sched.Sleep(1); ready.Store(true) })
		for !ready.Load() {
			runtime.Gosched()
		}
	})
	assert.True(t, r.Cut)
	assert.Zero(t, r.Now)
}

func TestRounds(t *testing.T) {
	var order []int
	run(func() {
		for i := range 3 {
			sched.Go("g", func() {
				for range 2 {
					order = append(order, i)
					sched.Yield()
				}
			})
		}
	})
	assert.Equal(t, []int{0, 1, 2, 0, 1, 2}, order)
}

// Where somebody gives up the turn, schedules are left out, and the result says so.
func TestRun_TellsOfFairness(t *testing.T) {
	for name, tt := range map[string]struct {
		body func()
		want bool
	}{
		"gosched": {func() { runtime.Gosched() }, true},
		"asks again": {func() {
			var ready atomic.Bool
			sched.Go("ends it", func() { ready.Store(true) })
			for !ready.Load() {
			}
		}, true},
		"neither": {func() { new(atomic.Bool).Store(true) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := sched.Run(schedtest.First{}, sched.Options{Steps: 1000}, tt.body)
			assert.Equal(t, tt.want, got.Fair)
		})
	}
}
