// Command edges runs small programs under all their schedules, and prints for each whether
// the race detector found a data race, and whether the vector clocks did.
package main

import (
	"fmt"
	"os"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/shim/time"
	"racekit/grader/explore/step"
)

// program touches the variable; whether that is a race is for the table to say.
type program struct {
	name string
	body func(*variable)
}

// variable is accessed like the rewriter has it.
type variable struct{ n int }

func (v *variable) write()    { *sched.Wr(&v.n, "v.n") = 1 }
func (v *variable) read() int { return *sched.Rd(&v.n, "v.n") }

var programs = []program{
	{"nothing: race", func(v *variable) {
		sched.Go("a", v.write)
		v.write()
	}},
	{"go", func(v *variable) {
		v.write()
		sched.Go("a", v.write)
	}},
	{"end of goroutine: race", func(v *variable) {
		sched.Go("a", v.write)
		sched.WaitRest(sched.Settled)
		v.write()
	}},
	{"unbuffered send", func(v *variable) {
		c := make(chan int)
		sched.Go("a", func() { v.write(); sched.Send(c, "c")(1) })
		sched.Recv(c, "c")
		v.write()
	}},
	{"unbuffered receive", func(v *variable) {
		c := make(chan int)
		sched.Go("a", func() { v.write(); sched.Recv(c, "c") })
		sched.Send(c, "c")(1)
		v.write()
	}},
	{"buffered send", func(v *variable) {
		c := make(chan int, 1)
		sched.Go("a", func() { v.write(); sched.Send(c, "c")(1) })
		sched.Recv(c, "c")
		v.write()
	}},
	{"buffered receive: race", func(v *variable) {
		c := make(chan int, 1)
		sched.Go("a", func() { v.write(); sched.Recv(c, "c") })
		sched.Send(c, "c")(1)
		v.write()
	}},
	{"receive before the send that takes its place", func(v *variable) {
		c := make(chan int, 1)
		sched.Send(c, "c")(1)
		sched.Go("a", func() { v.write(); sched.Recv(c, "c") })
		sched.Send(c, "c")(2)
		v.write()
	}},
	{"send before the next but one: race", func(v *variable) {
		// What the sender did is known to the receiver, whose receive makes place for the
		// other sender: but it began before it was known.
		c := make(chan int, 1)
		sched.Go("a", func() { v.write(); sched.Send(c, "c")(1) })
		sched.Go("b", func() { sched.Recv(c, "c") })
		sched.Send(c, "c")(2)
		v.write()
		sched.Recv(c, "c")
	}},
	{"receive before the next receive: race", func(v *variable) {
		c := make(chan int, 1)
		sched.Send(c, "c")(1)
		sched.Go("a", func() { sched.Send(c, "c")(2) })
		sched.Go("b", func() { v.write(); sched.Recv(c, "c") })
		sched.Recv(c, "c")
		v.write()
	}},
	{"semaphore of one", func(v *variable) {
		c := make(chan struct{}, 1)
		for range 3 {
			sched.Go("a", func() { sched.Send(c, "c")(struct{}{}); v.write(); sched.Recv(c, "c") })
		}
	}},
	{"semaphore of two: race", func(v *variable) {
		c := make(chan struct{}, 2)
		for range 2 {
			sched.Go("a", func() { sched.Send(c, "c")(struct{}{}); v.write(); sched.Recv(c, "c") })
		}
	}},
	{"close", func(v *variable) {
		c := make(chan int)
		sched.Go("a", func() { v.write(); sched.Close(c, "c") })
		sched.Recv(c, "c")
		v.write()
	}},
	{"receive of close the other way: race", func(v *variable) {
		c := make(chan int)
		sched.Go("a", func() { v.write(); sched.Recv(c, "c") })
		sched.Close(c, "c")
		v.write()
	}},
	{"select receives", func(v *variable) {
		c, d := make(chan int), make(chan int)
		sched.Go("a", func() { v.write(); sched.Send(c, "c")(1) })
		sched.Select(false, sched.RecvCase(d, "d"), sched.RecvCase(c, "c"))
		v.write()
	}},
	{"select sends", func(v *variable) {
		c, d := make(chan int), make(chan int, 0)
		sched.Go("a", func() { v.write(); sched.Recv(c, "c") })
		sched.Select(false, sched.RecvCase(d, "d"), sched.SendCase(c, "c")(1))
		v.write()
	}},
	{"select of default: race", func(v *variable) {
		c := make(chan int, 1)
		sched.Go("a", func() { v.write(); sched.Send(c, "c")(1) })
		if sched.Select(true, sched.RecvCase(c, "c")) < 0 {
			v.write()
		}
	}},
	{"mutex", func(v *variable) {
		var mu sync.Mutex
		f := func() { mu.Lock(); v.write(); mu.Unlock() }
		sched.Go("a", f)
		f()
	}},
	{"trylock that fails: race", func(v *variable) {
		var mu sync.Mutex
		sched.Go("a", func() { mu.Lock(); v.write(); mu.Unlock() })
		if !mu.TryLock() {
			v.write()
		}
	}},
	{"readers", func(v *variable) {
		var mu sync.RWMutex
		for range 2 {
			sched.Go("a", func() { mu.RLock(); v.read(); mu.RUnlock() })
		}
		mu.Lock()
		v.write()
		mu.Unlock()
	}},
	{"readers among themselves: race", func(v *variable) {
		var mu sync.RWMutex
		f := func() { mu.RLock(); v.write(); mu.RUnlock() }
		sched.Go("a", f)
		f()
	}},
	{"wait group", func(v *variable) {
		var wg sync.WaitGroup
		wg.Add(1)
		sched.Go("a", func() { v.write(); wg.Done() })
		wg.Wait()
		v.write()
	}},
	{"once", func(v *variable) {
		var once sync.Once
		sched.Go("a", func() { once.Do(v.write) })
		once.Do(v.write)
		v.read()
	}},
	{"condition", func(v *variable) {
		var mu sync.Mutex
		c, done := sync.NewCond(&mu), false
		sched.Go("a", func() { v.write(); mu.Lock(); done = true; mu.Unlock(); c.Signal() })
		mu.Lock()
		for !done {
			c.Wait()
		}
		mu.Unlock()
		v.write()
	}},
	{"atomic store and load", func(v *variable) {
		var x atomic.Int32
		sched.Go("a", func() { v.write(); x.Store(1) })
		if x.Load() == 1 {
			v.write()
		}
	}},
	{"atomic store over a store: race", func(v *variable) {
		var x atomic.Int32
		sched.Go("a", func() { v.write(); x.Store(1) })
		x.Store(2)
		v.write()
	}},
	{"atomic add", func(v *variable) {
		var x atomic.Int32
		for range 3 {
			sched.Go("a", func() {
				v.read()
				if x.Add(1) == 3 {
					v.write()
				}
			})
		}
	}},
	{"sleep: race", func(v *variable) {
		sched.Go("a", v.write)
		sched.Sleep(1000)
		v.write()
	}},
	{"timer's function", func(v *variable) {
		v.write()
		time.AfterFunc(1, v.write)
		time.Sleep(2)
	}},
	{"timer's function the other way: race", func(v *variable) {
		time.AfterFunc(1, v.write)
		time.Sleep(2)
		v.write()
	}},
	{"two timers' functions: race", func(v *variable) {
		time.AfterFunc(1, v.write)
		time.AfterFunc(2, v.write)
		time.Sleep(3)
	}},
	{"timer's channel", func(v *variable) {
		t := time.NewTimer(1)
		sched.Go("a", func() { v.write(); t.Reset(1) })
		sched.Recv(t.C, "t.C")
		sched.Sleep(5)
		if sched.Select(true, sched.RecvCase(t.C, "t.C")) == 0 {
			v.write()
		}
	}},
	{"two receivers of a ticker: race", func(v *variable) {
		t := time.NewTicker(1)
		defer t.Stop()
		f := func() { sched.Recv(t.C, "t.C"); v.write() }
		sched.Go("a", f)
		f()
	}},
	{"cancelling", func(v *variable) {
		ctx, cancel := context.WithCancel(context.Background())
		sched.Go("a", func() { v.write(); cancel() })
		sched.Recv(ctx.Done(), "ctx.Done()")
		v.write()
	}},
	{"deadline: race", func(v *variable) {
		ctx, cancel := context.WithTimeout(context.Background(), 5)
		defer cancel()
		sched.Go("a", v.write)
		sched.Recv(ctx.Done(), "ctx.Done()")
		v.write()
	}},
	{"family", func(v *variable) {
		g := sched.Go("a", func() { sched.Go("b", v.write) })
		sched.WaitFamily(g)
		v.write()
	}},
	{"family, of another's: race", func(v *variable) {
		sched.Go("other", v.write)
		sched.WaitFamily(sched.Go("a", func() {}))
		v.write()
	}},
	{"quiet", func(v *variable) {
		sched.Go("a", func() { v.write(); sched.Forever() })
		sched.WaitQuiet()
		v.write()
	}},
	{"latch", func(v *variable) {
		var l sched.Latch
		l.Add(2)
		for range 2 {
			sched.Go("a", func() { v.read(); l.Done() })
		}
		l.Wait()
		v.write()
	}},
	{"unwinding", func(v *variable) {
		for range 2 {
			sched.Go("a", func() { defer v.write(); sched.Forever() })
		}
	}},
	{"unwinding what loops", func(v *variable) {
		for range 2 {
			sched.Go("a", func() {
				var mu sync.Mutex
				defer func() {
					v.write()
					for {
						mu.Lock()
					}
				}()
				sched.Forever()
			})
		}
	}},
	{"a point: race", func(v *variable) {
		var o sched.Object
		sched.Go("a", func() { sched.Point(&o, step.Yield); v.write() })
		sched.Point(&o, step.Yield)
		v.write()
	}},
}

// explore runs p under its schedules and reports whether a pair was found. The variable is
// the same in all of them, so that missing edges between schedules show.
func (p program) explore(v *variable, memory sched.MemoryMode) (paired bool) {
	const most = 1500
	d := &schedtest.Deep{Bound: 3}
	d.Explore(most, sched.Options{Memory: memory}, func() { p.body(v) }, func(r sched.Result) {
		if r.Panic != nil {
			fmt.Println(r.Panic.Value, r.Panic.Stack)
			os.Exit(1)
		}
		paired = paired || r.Pair != nil
		v.n = 0 // the end of a schedule happens before what its caller does
	})
	return paired
}

func main() {
	for _, p := range programs {
		before, v := sched.RaceErrors(), new(variable)
		p.explore(v, sched.Ignore)
		paired := p.explore(v, sched.Learn)
		fmt.Printf("%s\t%v\t%v\n", p.name, sched.RaceErrors() > before, paired)
	}
	sample()
}
