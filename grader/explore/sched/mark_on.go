//go:build race

package sched

import (
	"runtime"
	"unsafe"
)

// MarkRead and MarkWrite show the race detector an access to *p that is none: a WaitGroup
// tells it so that its first Add and its first Wait must be ordered.
//
//go:noinline
func MarkRead(p *uint32) { runtime.RaceRead(unsafe.Pointer(p)) }

// MarkWrite is described at MarkRead.
//
//go:noinline
func MarkWrite(p *uint32) { runtime.RaceWrite(unsafe.Pointer(p)) }
