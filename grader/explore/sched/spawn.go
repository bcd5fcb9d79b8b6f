package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// Go is go f(). The name is what the source calls f.
//
//go:noinline
func Go(name string, f func()) *G {
	s := &the
	p := s.cur
	if p == nil {
		return nil
	}
	if p.dying {
		s.dyingStep(p)
		return nil
	}
	if f == nil {
		Fatal("go of nil func value")
	}
	g := s.spawn(name, f)
	raceRelease(unsafe.Pointer(&g.spawned))
	if s.rec != nil {
		g.born = s.rec.stack(nil)
		p.pcs = g.born
		s.rec.spawned(s, p, g)
	}
	return g
}

// Initialise runs f, which initialises packages, on the test's own goroutine. Goroutines
// that are started meanwhile, and by these, are in the background: they belong to the
// packages, so that it is no leak that they outlive a test.
//
//go:noinline
func Initialise(f func()) {
	the.initial = true
	f()
	the.initial = false
}

// GoTimer starts a goroutine on the clock's behalf, ordered after the start of t.
//
//go:noinline
func GoTimer(name string, t *Timer, f func()) {
	s := &the
	if s.cur == nil {
		return
	}
	s.hire()
	old := s.cur
	s.cur = nil
	g := s.spawn(name, func() {
		t.Acquire()
		f()
	})
	s.cur = old
	// One tick may start several goroutines, which must not look alike.
	s.clock.state = mix(s.clock.state, 0x60)
	g.hash = s.clock.state
	if s.rec != nil {
		s.rec.spawned(s, nil, g)
	}
}

// WaitRest blocks until nothing else can run, or can never run: see Rest.
//
//go:noinline
func WaitRest(level Rest) {
	s := &the
	if !point(nil, step.Settle, nil, "") {
		return
	}
	s.cur.resting = level
	s.block(nil, step.Settle)
}

// AwaitRest makes the running goroutine's next Block end also when the others come to
// rest. EndRest reports, afterwards, whether that was the reason.
//
//go:noinline
func AwaitRest(level Rest) { the.cur.resting = level }

// EndRest takes AwaitRest back. It reports whether the goroutine was woken by somebody
// and not because the others came to rest.
//
//go:noinline
func EndRest() bool {
	g := the.cur
	woken := g.resting != 0
	g.resting = 0
	return woken
}

// Acquire and Release show the race detector an edge of the happens-before relation by
// way of token: what was done before a Release happens before what is done after an
// Acquire that comes later. Merge keeps the edges of earlier releases.
//
//go:noinline
func Acquire(token *uint64) { raceAcquire(unsafe.Pointer(token)) }

// Release is described at Acquire.
//
//go:noinline
func Release(token *uint64) { raceRelease(unsafe.Pointer(token)) }

// Merge is described at Acquire.
//
//go:noinline
func Merge(token *uint64) { raceReleaseMerge(unsafe.Pointer(token)) }

// Branch lets the search pick one of n ways to go on, from 0.
//
//go:noinline
func Branch(n int) int {
	g := the.cur
	if g == nil || g.dying {
		return 0
	}
	i := the.branch(n)
	g.hash = mix(g.hash, uint64(i))
	return i
}

// Random is the next of a sequence that depends on the seed and on what happened before
// it, so that it is the same in every run of a schedule.
//
//go:noinline
func Random() uint64 {
	s := &the
	if s.cur == nil {
		return 0
	}
	g := s.cur
	g.hash = mix(g.hash, 0x4a4d)
	return mix(g.hash, s.random)
}
