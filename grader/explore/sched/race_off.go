//go:build !race

package sched

import "unsafe"

// Race: this binary was built with the race detector.
const Race = false

func tsanAcquire(unsafe.Pointer)      {}
func tsanRelease(unsafe.Pointer)      {}
func tsanReleaseMerge(unsafe.Pointer) {}
func tsanExchange(unsafe.Pointer)     {}

func raceEnd() {}

// RaceErrors is 0: this binary was built without the race detector.
func RaceErrors() int { return 0 }
