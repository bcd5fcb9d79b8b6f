//go:build race

package sched

import (
	"runtime"
	"unsafe"
)

// Race: this binary was built with the race detector.
const Race = true

func tsanAcquire(p unsafe.Pointer)      { runtime.RaceAcquire(p) }
func tsanRelease(p unsafe.Pointer)      { runtime.RaceRelease(p) }
func tsanReleaseMerge(p unsafe.Pointer) { runtime.RaceReleaseMerge(p) }
func tsanExchange(p unsafe.Pointer)     { raceReleaseAcquire(p) }

//go:linkname raceReleaseAcquire runtime.racereleaseacquire
func raceReleaseAcquire(unsafe.Pointer)

// raceEnd tells the race detector that the calling goroutine ends. The runtime does so for
// others, but not for coroutines, whose clocks would be kept for ever. Nothing that the
// race detector sees may follow: no memory may be allocated.
//
//go:linkname raceEnd runtime.racegoend
func raceEnd()

// RaceErrors is how many data races were reported in this process so far.
func RaceErrors() int { return runtime.RaceErrors() }
