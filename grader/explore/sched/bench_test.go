package sched_test

import (
	"testing"

	"racekit/grader/explore/sched"
	sync "racekit/grader/explore/shim/sync"
	"racekit/grader/explore/step"
)

type first struct{}

func (first) Choose(*step.Choice) int { return 0 }

type random struct{ n uint64 }

func (r *random) Choose(c *step.Choice) int {
	r.n ^= r.n << 13
	r.n ^= r.n >> 7
	r.n ^= r.n << 17
	return int(r.n % uint64(c.N))
}

func three() {
	var mu sync.Mutex
	x, done := 0, 0
	c := make(chan int, 3)
	for range 3 {
		sched.Go("g", func() {
			for range 3 {
				mu.Lock()
				x++
				mu.Unlock()
			}
			sched.Send(c, "c")(1)
		})
	}
	for range 3 {
		done += sched.Recv(c, "c")
	}
	if x != 9 {
		panic(x)
	}
}

func BenchmarkFirst(b *testing.B) {
	for b.Loop() {
		if r := sched.Run(first{}, sched.Options{}, three); !r.MainDone || r.Panic != nil {
			b.Fatalf("%+v", r)
		}
	}
}

func BenchmarkRandom(b *testing.B) {
	c := &random{n: 77}
	for b.Loop() {
		if r := sched.Run(c, sched.Options{}, three); !r.MainDone || r.Panic != nil || r.Stuck != nil {
			b.Fatalf("%+v", r)
		}
	}
}
