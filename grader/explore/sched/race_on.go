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

// RaceErrors is how many data races were reported in this process so far.
func RaceErrors() int { return runtime.RaceErrors() }
