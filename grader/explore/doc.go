// Package explore runs the tests of Go packages under every schedule that it can, and
// finds the one that breaks them: it rewrites the packages so that a scheduler of its own
// controls them, builds the result in a scratch module, executes it, and collects what
// it reports.
//
// The parts are packages of their own, each with its design note:
//
//	rewrite   sources into sources in which every operation on a goroutine, channel or
//	          variable is visible
//	shim/*    the standard library's packages that block, wait or tell the time
//	sched     executes one schedule; the race detector kept exact under it
//	search    which schedule comes next; shrinking; replay
//	drive     the inside of an explored program: search, judge, shrink, record
//	outcome   the records that it writes; step their vocabulary
//	trace     the explanation of a failure, for people
//
// # What is modelled, what is sound, what is only bounded
//
// A schedule is a sequence of steps of goroutines; between two steps on things that are
// synchronised (locks, channels, atomics, timers, ...) any other goroutine may come. Code
// between such steps runs undisturbed. That loses nothing as long as there is no data
// race, and a data race is itself reported: schedules of synchronisation are enough for
// programs that are free of data races (Adve and Hill 1990; the DRF guarantee of the Go
// memory model). The race detector sees the program's own edges only. It remembers a few
// accesses to each word of memory (four of eight bytes), so that it can miss one of many.
//
// What is reported has happened in a real execution of the real code, and each failure is
// executed twice. What is not reported is proved absent only as far as the coverage says:
// "all schedules with at most 2 preemptions" is a proof for those; samples are samples.
// Livelock, starvation, and "for ever" in a program that keeps ticking are judged at a
// bound of steps, and said to be.
package explore
