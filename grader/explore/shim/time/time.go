// Package time stands for the standard library's time in explored programs: its clock is
// virtual. It begins at the same instant in each schedule, and moves to the next timer
// when nothing else can run.
package time

import (
	"time"

	"racekit/grader/explore/sched"
)

// base is when every schedule begins.
var base = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// at is the instant ns nanoseconds after the beginning.
func at(ns int64) Time { return base.Add(Duration(ns)) }

// Now is time.Now.
//
//go:noinline
func Now() Time { return at(sched.Now()) }

// Since is time.Since.
//
//go:noinline
func Since(t Time) Duration { return Now().Sub(t) }

// Until is time.Until.
//
//go:noinline
func Until(t Time) Duration { return t.Sub(Now()) }

// Sleep is time.Sleep.
//
//go:noinline
func Sleep(d Duration) { sched.Sleep(int64(d)) }
