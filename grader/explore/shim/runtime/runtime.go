// Package runtime stands for the standard library's runtime in explored programs: what
// has to do with goroutines is under the control of package sched, the rest is real.
package runtime

import (
	"runtime"

	"racekit/grader/explore/sched"
)

// processors are what every explored program is told of, so that those that start a
// goroutine for each do the same on all machines.
const processors = 4

// procs is what GOMAXPROCS was set to in this schedule.
var procs struct {
	obj sched.Object
	n   int
}

// Gosched is runtime.Gosched.
//
//go:noinline
func Gosched() { sched.Yield() }

// Goexit is runtime.Goexit.
//
//go:noinline
func Goexit() { sched.Goexit() }

// NumGoroutine is runtime.NumGoroutine: the goroutines of this schedule.
//
//go:noinline
func NumGoroutine() int { return sched.Live() }

// NumCPU is runtime.NumCPU: always processors.
//
//go:noinline
func NumCPU() int { return processors }

// GOMAXPROCS is runtime.GOMAXPROCS. It remembers what it was set to, and no more.
//
//go:noinline
func GOMAXPROCS(n int) int {
	if procs.obj.Stale() || procs.n == 0 {
		procs.n = processors
	}
	old := procs.n
	if n > 0 {
		procs.n = n
	}
	return old
}

// SetDefaultGOMAXPROCS is runtime.SetDefaultGOMAXPROCS.
//
//go:noinline
func SetDefaultGOMAXPROCS() { GOMAXPROCS(processors) }

// LockOSThread and UnlockOSThread do nothing: one goroutine runs at a time, and a thread
// that belongs to one could not run the others.
//
//go:noinline
func LockOSThread() {}

// UnlockOSThread is described at LockOSThread.
//
//go:noinline
func UnlockOSThread() {}

// SetFinalizer does nothing, as Go promises no more: when, and on which goroutine, a
// finalizer runs cannot be controlled.
//
//go:noinline
func SetFinalizer(obj any, finalizer any) {}

// AddCleanup does nothing, for the reasons of SetFinalizer.
//
//go:norace
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup { return Cleanup{} }

// GC is runtime.GC, for the sake of weak pointers.
//
//go:noinline
func GC() { runtime.GC() }

// KeepAlive is runtime.KeepAlive.
//
//go:noinline
func KeepAlive(x any) { runtime.KeepAlive(x) }
