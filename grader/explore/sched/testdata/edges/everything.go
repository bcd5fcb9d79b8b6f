package main

import (
	"fmt"
	"iter"
	"os"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/shim/time"
)

// everything uses every primitive, each to protect what several goroutines write.
func everything(v *variable) {
	var wg sync.WaitGroup
	run := func(f func()) { wg.Add(1); sched.Go("f", func() { defer wg.Done(); f() }) }
	locks(run, v)
	channels(run)
	others(run)
	clocks(run)
	sched.Go("left over", func() { defer v.write(); sched.Forever() })
	wg.Wait()
	sched.WaitQuiet()
	v.write()
}

func locks(run func(func()), v *variable) {
	var mu sync.Mutex
	var rw sync.RWMutex
	var mark variable
	for range 2 {
		run(func() { mu.Lock(); v.write(); mu.Unlock() })
		run(func() {
			if mu.TryLock() {
				v.write()
				mu.Unlock()
			}
		})
		run(func() { rw.RLock(); mark.read(); rw.RUnlock() })
		run(func() { rw.Lock(); mark.write(); rw.Unlock() })
	}
}

func channels(run func(func())) {
	full, none, sem, end := make(chan *variable, 1), make(chan *variable), make(chan int, 1), make(chan int)
	var guarded variable
	for range 3 {
		run(func() { x := new(variable); x.write(); sched.Send(full, "full")(x) })
		run(func() {
			x := new(variable)
			x.write()
			sched.Select(false, sched.SendCase(none, "none")(x))
			sched.Send(sem, "sem")(1)
			guarded.write()
			sched.Recv(sem, "sem")
		})
	}
	run(func() {
		for range 6 {
			a, b := sched.RecvCase(full, "full"), sched.RecvCase(none, "none")
			if sched.Select(false, a, b) == 0 {
				a.V.write()
			} else {
				b.V.write()
			}
		}
		guarded2 := new(variable)
		sched.Go("closer", func() { guarded2.write(); sched.Close(end, "end") })
		for range sched.Range(end, "end") {
		}
		guarded2.write()
	})
}

func others(run func(func())) {
	var once sync.Once
	var mu sync.Mutex
	var m sync.Map
	var pool sync.Pool
	var count atomic.Int32
	var first, last variable
	cond, ready := sync.NewCond(&mu), 0
	for range 2 {
		run(func() {
			once.Do(first.write)
			first.read()
			x, _ := pool.Get().(*variable)
			if x == nil {
				x = new(variable)
			}
			x.write()
			pool.Put(x)
			y := new(variable)
			y.write()
			z, _ := m.LoadOrStore("k", y)
			z.(*variable).read()
			mu.Lock()
			for ready++; ready < 2; {
				cond.Wait()
			}
			mu.Unlock()
			cond.Broadcast()
			last.read()
			if count.Add(1) == 2 {
				last.write()
			}
		})
	}
	run(func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			first := new(variable)
			first.write()
			for i := 0; yield(i); i++ {
				sched.Yield()
			}
		})
		next()
		next()
		stop()
	})
}

func clocks(run func(func())) {
	run(func() {
		x := new(variable)
		x.write()
		ctx, cancel := context.WithTimeout(context.Background(), 7)
		defer cancel()
		done := make(chan int)
		time.AfterFunc(2, func() { x.write(); sched.Close(done, "done") })
		sched.Recv(ctx.Done(), "ctx.Done()")
		sched.Recv(done, "done")
		x.write()
		t := time.NewTicker(3)
		sched.Recv(t.C, "t.C")
		t.Stop()
		time.Sleep(1)
	})
}

// sample runs everything under many random schedules.
func sample() {
	const schedules = 10_000
	before, v, paired, finished := sched.RaceErrors(), new(variable), false, 0
	c := &schedtest.Random{State: 88172645463325252}
	for n := range schedules {
		r := sched.Run(c, sched.Options{Memory: sched.MemoryMode(n % 2), Early: n%4 > 1, Seed: uint64(n)}, func() { everything(v) })
		if r.Panic != nil {
			fmt.Println(r.Panic.Value, r.Panic.Stack)
			os.Exit(1)
		}
		if r.MainDone && len(r.Stuck) == 1 {
			finished++
		}
		paired = paired || r.Pair != nil
	}
	fmt.Printf("everything, %d of %d times\t%v\t%v\n", finished, schedules, sched.RaceErrors() > before, paired)
}
