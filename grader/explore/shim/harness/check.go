package harness

import (
	stdcontext "context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/testing"
)

// Check executes the property once, as a part of the schedule that runs. A test calls
// Check once, and does nothing else.
//
//go:noinline
func Check(t testing.TB, prop func(*Run)) {
	t.Helper()
	r := &Run{t: t, rand: rand.New(rand.NewPCG(sched.Random(), 0)), waited: sched.Waited()}
	r.joined.Named("goroutines of the test")
	whole := false
	defer func() { r.close(recover(), whole) }()
	prop(r)
	whole = true
}

// close judges how the property ended: v is what it panicked with.
func (r *Run) close(v any, whole bool) {
	switch {
	case sched.Current() == nil:
		return
	case v != nil:
		sched.NotePanic(v)
		panic(v)
	}
	if sched.Waited()-r.waited > r.worked {
		sched.ReportFrom(outcome.Hang, outcome.Message{
			Text: "the test could go on only when a timer of the code under test fired", Frames: r.place(),
		})
	}
	r.closed = true
	if r.cancel != nil {
		r.cancel()
	}
	switch {
	case !whole:
		r.exited()
		r.t.FailNow() // so that the test does not take the end of its goroutine for a panic
	case r.complained():
		r.t.Fail()
	}
}

// exited says that a goroutine of the test came to no end of its own: the code under test
// called runtime.Goexit. FailNow does the same, and has said so before.
func (r *Run) exited() {
	if sched.Reported(outcome.Wrong) == 0 {
		sched.Report(outcome.Wrong, "runtime.Goexit ended a goroutine of the test before the test was over")
	}
}

// complained reports whether the schedule was said to be anything but right.
func (r *Run) complained() bool {
	return sched.Reported(outcome.Wrong)+sched.Reported(outcome.Slow)+sched.Reported(outcome.Hang) > 0
}

// SeedFor derives the seed of one test from the seed of a process.
//
//go:noinline
func SeedFor(seed uint64, test string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s", seed, test)
	return h.Sum64()
}

// Context is cancelled when the property has returned.
//
//go:noinline
func (r *Run) Context() stdcontext.Context {
	if r.ctx == nil {
		r.ctx, r.cancel = newContext()
		if r.closed {
			r.cancel()
		}
	}
	return r.ctx
}
