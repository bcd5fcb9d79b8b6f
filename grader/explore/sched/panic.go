package sched

import "runtime"

// NotePanic takes down that the running goroutine panics with v. Unlike a panic that
// nobody recovers it does not end the schedule: Stop does. It is called by a deferred
// function that recovered v, and has no effect after the first panic of a schedule.
//
//go:noinline
func NotePanic(v any) {
	s := &the
	g := s.cur
	if g == nil || g.dying || s.over || s.res.Panic != nil {
		return
	}
	s.panicked(g, v)
	s.over = false
}

// Stop ends the schedule where it is, and with it the calling goroutine.
//
//go:noinline
func Stop() {
	if g := the.cur; g != nil && !g.dying {
		the.halt(g)
	}
	runtime.Goexit()
}
