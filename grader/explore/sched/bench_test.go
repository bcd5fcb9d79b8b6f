package sched_test

import (
	"testing"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	sync "racekit/grader/explore/shim/sync"
)

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
		if r := sched.Run(schedtest.First{}, sched.Options{}, three); !r.MainDone || r.Panic != nil {
			b.Fatalf("%+v", r)
		}
	}
}

func BenchmarkRandom(b *testing.B) {
	c := &schedtest.Random{State: 77}
	for b.Loop() {
		if r := sched.Run(c, sched.Options{}, three); !r.MainDone || r.Panic != nil || r.Stuck != nil {
			b.Fatalf("%+v", r)
		}
	}
}
