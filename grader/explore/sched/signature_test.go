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

// signed are programs in which it is easy to take two states for one.
var signed = map[string]func(say func(...any)){
	"select": func(say func(...any)) {
		a, b := make(chan int, 1), make(chan int, 1)
		sched.Go("g", func() {
			sched.Select(false, sched.SendCase(a, "a")(1), sched.SendCase(b, "b")(2))
		})
		x, y := sched.RecvCase(a, "a"), sched.RecvCase(b, "b")
		say(sched.Select(true, x, y), x.V, y.V)
		say(sched.Select(false, x, y), x.V, y.V)
	},
	"branch": func(say func(...any)) {
		for range 2 {
			sched.Go("g", func() { say(sched.Branch(3)) })
		}
	},
	"ticker": func(say func(...any)) {
		t := time.NewTicker(1)
		say(sched.Recv(t.C, "t.C").Nanosecond())
		say(sched.Recv(t.C, "t.C").Nanosecond())
		t.Stop()
	},
	"stop of a timer whose value is taken": func(say func(...any)) {
		t := time.NewTimer(1)
		c := make(chan int, 2)
		sched.Go("g", func() {
			sched.Recv(t.C, "t.C")
			sched.Recv(c, "c")
			say("received")
		})
		sched.Sleep(2)
		say(t.Stop())
		sched.Send(c, "c")(1)
	},
	"same instant": func(say func(...any)) {
		for i := range 3 {
			time.AfterFunc(1, func() { say(i) })
		}
		sched.Sleep(2)
	},
	"several goroutines of one tick": func(say func(...any)) {
		ctx, cancel := context.WithTimeout(context.Background(), 1)
		defer cancel()
		var a, b atomic.Int32
		context.AfterFunc(ctx, func() { a.Add(1); say("a ", b.Load()) })
		context.AfterFunc(ctx, func() { b.Add(1); say("b ", a.Load()) })
		sched.WaitRest(sched.Stuck)
	},
	"hand-off": func(say func(...any)) {
		c := make(chan int)
		for i := range 2 {
			sched.Go("g", func() { sched.Send(c, "c")(i) })
		}
		say(sched.Recv(c, "c"), sched.Recv(c, "c"))
	},
	"hand-off to one of two": func(say func(...any)) {
		c := make(chan int)
		for i := range 2 {
			sched.Go("g", func() { say(i, sched.Recv(c, "c")) })
		}
		sched.Send(c, "c")(1)
		sched.Send(c, "c")(2)
	},
	"number of goroutines": func(say func(...any)) {
		sched.Go("g", func() { sched.Yield() })
		say(runtime.NumGoroutine())
		say(runtime.NumGoroutine())
	},
	"random": func(say func(...any)) {
		var mu sync.Mutex
		for i := range 2 {
			sched.Go("g", func() {
				mu.Lock()
				say(i, sched.Random()%5)
				mu.Unlock()
			})
		}
	},
	"pool": func(say func(...any)) {
		var p sync.Pool
		for i := range 2 {
			sched.Go("g", func() { p.Put(i); say(p.Get()) })
		}
	},
	"waiting or not": func(say func(...any)) {
		sched.Go("g", func() {
			sched.Sleep(5)
			say("slept", sched.Waited(), sched.MovedEarly())
		})
		var o atomic.Int32
		o.Add(1)
		o.Add(1)
	},
	"end of the body": func(say func(...any)) {
		var x atomic.Int32
		sched.Go("g", func() { say(x.Load()) })
		x.Store(1)
		x.Store(2)
	},
	"wake-ups": func(say func(...any)) {
		var mu sync.Mutex
		c, n := sync.NewCond(&mu), 0
		for i := range 2 {
			sched.Go("g", func() {
				mu.Lock()
				for n == 0 {
					c.Wait()
				}
				n--
				say(i)
				mu.Unlock()
			})
		}
		mu.Lock()
		n++
		mu.Unlock()
		c.Signal()
	},
	"readers": func(say func(...any)) {
		var rw sync.RWMutex
		n := 0
		sched.Go("w", func() { rw.Lock(); n++; rw.Unlock() })
		for range 2 {
			sched.Go("r", func() { rw.RLock(); say(n); rw.RUnlock() })
		}
	},
	"family": func(say func(...any)) {
		var x atomic.Int32
		sched.Go("other", func() { x.Add(1) })
		sched.WaitFamily(sched.Go("g", func() { x.Add(2) }))
		say(x.Load())
	},
}

// What follows a state follows any state with the same signature: nothing is lost by
// abandoning schedules that come to a state that was seen.
func TestSameSignatureSameFuture(t *testing.T) {
	for name, body := range signed {
		for _, early := range []bool{false, true} {
			opt := sched.Options{Early: early, Timers: 3}
			want, byHash, all := said(t, opt, false, body)
			got, _, some := said(t, opt, true, body)
			assert.Equal(t, want, got, "%s: what is said with pruning", name)
			for _, one := range byHash {
				assert.Len(t, one, 1, "%s: what is said under one signature", name)
			}
			t.Logf("%s (early %v): %d schedules, %d with pruning, %d signatures, %d outcomes", name, early, all, some, len(byHash), len(want))
		}
	}
}

// signatures are how many different ones the schedules of a program have.
func signatures(body func()) int {
	all := map[uint64]bool{}
	d := &schedtest.Deep{Bound: unbounded}
	d.Explore(100_000, sched.Options{}, body, func(r sched.Result) { all[r.Hash] = true })
	return len(all)
}

func TestSignaturesOfEquivalentSchedules(t *testing.T) {
	var mu, other sync.Mutex
	var x atomic.Int32
	two := func(f, g func()) func() {
		return func() {
			sched.Go("f", f)
			sched.Go("g", g)
		}
	}
	lock := func(mu *sync.Mutex) func() {
		return func() {
			mu.Lock()
			defer mu.Unlock()
		}
	}
	assert.Equal(t, 1, signatures(steps(2, 2)), "independent")
	assert.Equal(t, 1, signatures(two(lock(&mu), lock(&other))), "two locks")
	assert.Equal(t, 2, signatures(two(lock(&mu), lock(&mu))), "one lock: who is first")
	load, store := func() { x.Load() }, func() { x.Store(1) }
	assert.Equal(t, 1, signatures(two(load, load)), "reads")
	assert.Equal(t, 2, signatures(two(load, store)), "read and write")
	assert.Equal(t, 2, signatures(two(store, store)), "writes")
}

func TestSameChoicesSameSignature(t *testing.T) {
	programs := []func(){
		three,
		func() { panic("wrong") },
		func() { c := make(chan int); sched.Go("g", func() { sched.Send(c, "c")(1) }); sched.Forever() },
		func() {
			for range 3 {
				sched.Go("g", func() {
					sched.Sleep(int64(sched.Random() % 3))
					if sched.Random()%2 == 0 {
						panic("sometimes")
					}
				})
			}
			sched.Sleep(9)
		},
	}
	for _, body := range programs {
		for seed := range uint64(200) {
			opt := sched.Options{Seed: seed, Early: true}
			want := sched.Run(&schedtest.Random{State: seed + 1}, opt, body)
			opt.Record = true
			got := sched.Run(&schedtest.Random{State: seed + 1}, opt, body)
			assert.NotNil(t, got.Recording)
			got.Recording = nil
			if want.Panic != nil && got.Panic != nil {
				got.Panic.Stack = want.Panic.Stack
			}
			assert.Equal(t, want, got, "seed %d", seed)
		}
	}
}

func TestSignatureIsKept(t *testing.T) {
	right, choices := true, 0
	r := &schedtest.Random{State: 5}
	c := chooser(func(c *step.Choice) int {
		choices++
		right = right && sched.SummedUp()
		return r.Choose(c)
	})
	for _, body := range signed {
		for range 200 {
			sched.Run(c, sched.Options{Early: true}, func() { body(func(...any) {}) })
		}
	}
	for _, body := range fair {
		for range 20 {
			sched.Run(c, sched.Options{Early: true}, body)
		}
	}
	assert.True(t, right)
	assert.Greater(t, choices, 10_000)
}
