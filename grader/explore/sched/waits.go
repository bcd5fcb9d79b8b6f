package sched

import "racekit/grader/explore/step"

// MovedEarly reports whether the clock has moved in this schedule while goroutines could
// run: how long something took then bounds nothing.
//
//go:noinline
func MovedEarly() bool { return the.moved }

// Waited is how often in this schedule the clock moved because nobody could run.
//
//go:noinline
func Waited() int { return the.res.Waited }

// HoldClock keeps the clock from moving early until the function that it returns is
// called.
//
//go:noinline
func HoldClock() (release func()) {
	s := &the
	old, serial := s.held, s.serial
	s.held = true
	return func() {
		if s.serial == serial {
			s.held = old
		}
	}
}

// SleepCounted is Sleep, and adds to *waited if the clock moved for it because nobody
// could run.
//
//go:noinline
func SleepCounted(d int64, waited *int) {
	s := &the
	if d <= 0 {
		Yield()
		return
	}
	if !point(s.clock.Named("clock"), step.Sleep, nil, "") {
		return
	}
	g := s.cur
	t := NewTimer(func() {
		if len(s.runners) == 0 {
			*waited++
		}
		s.wake(g, s.clock.state)
	})
	t.Start(d)
	g.sleeping = true
	s.block(&s.clock, step.Sleep)
}
