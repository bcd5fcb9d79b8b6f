// Command instrumented runs a program under many schedules, built as explored programs are:
// this package is instrumented for the race detector, the explorer's packages are not. It
// prints how many data races were found: none in good, some in bad.
package main

import (
	"fmt"
	"os"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/iter"
	rand "racekit/grader/explore/shim/mrandv2"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/shim/time"
)

type box struct{ a, b int }

type key struct {
	s string
	n int
}

func good() {
	var wg sync.WaitGroup
	var p atomic.Pointer[box]
	var val atomic.Value
	var m sync.Map
	var mu sync.RWMutex
	pool := sync.Pool{New: func() any { return new(box) }}
	total := 0
	lazy := sync.OnceValue(func() *box { return &box{1, 2} })
	two := sync.OnceValues(func() (map[string]int, error) { return map[string]int{"a": 1}, nil })
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	plain := 0
	stop := context.AfterFunc(ctx, func() { _ = plain })
	_ = stop
	ticker := time.NewTicker(time.Millisecond)
	for i := range 3 {
		wg.Go(func() {
			if b := p.Load(); b != nil {
				_ = b.a + b.b
			}
			p.Store(&box{i, i})
			if v, ok := val.Load().(*box); ok {
				_ = v.a
			}
			val.Store(&box{i, 1})
			_ = lazy().a
			mm, _ := two()
			_ = mm["a"]
			v, _ := m.LoadOrStore(key{"k", i % 2}, &box{i, i})
			_ = v.(*box).a
			m.Range(func(k, v any) bool { _ = k.(key).s; return v.(*box).b >= 0 })
			m.Delete(key{"k", i % 2})
			b := pool.Get().(*box)
			b.a++
			pool.Put(b)
			next, done := iter.Pull(func(yield func(int) bool) {
				for j := range 3 {
					mu.Lock()
					total += rand.N(j + 1)
					mu.Unlock()
					if !yield(j) {
						return
					}
				}
			})
			next()
			next()
			done()
			mu.RLock()
			_ = total
			mu.RUnlock()
			if i == 0 {
				sched.Recv(ticker.C, "c")
				ticker.Stop()
				plain = 1
				cancel()
			} else {
				sched.Recv(ctx.Done(), "d")
				_ = plain
			}
		})
	}
	wg.Wait()
	_ = total
}

func bad() {
	x := 0
	var a atomic.Int32
	sched.Go("w", func() { x = 1; a.Store(1) })
	a.Load()
	_ = x
}

func main() {
	c := &shimtest.Random{State: 77}
	body, n := good, 2000
	if len(os.Args) > 1 {
		body, n = bad, 50
	}
	for i := range n {
		r := sched.Run(c, sched.Options{Seed: uint64(i)}, body)
		if !r.MainDone || r.Panic != nil || r.Stuck != nil {
			fmt.Printf("%d %+v %+v\n", i, r, r.Panic)
			os.Exit(1)
		}
	}
	fmt.Println("races", sched.RaceErrors())
}
