package sched

import (
	"runtime"
	"strings"
	"unsafe"

	"racekit/grader/explore/step"
)

// Live is how many goroutines of the running schedule have not ended, 1 while none runs:
// whoever asks.
//
//go:noinline
func Live() int {
	s := &the
	if !point(nil, step.Count, nil, "") {
		return max(1, len(s.live))
	}
	s.cur.hash = mix(s.cur.hash, uint64(len(s.live)))
	if s.rec != nil {
		s.value(plain(len(s.live)))
	}
	return len(s.live)
}

// Dying reports whether the running goroutine is being unwound at the end of its schedule:
// whatever it does has no effect any more.
//
//go:noinline
func Dying() bool { return the.cur != nil && the.cur.dying }

// FuncName names a goroutine after the function that it calls, where no go statement
// says what the source calls it.
//
//go:noinline
func FuncName(f func()) string {
	if the.rec == nil || f == nil {
		return "func"
	}
	// Not by package reflect, which is instrumented: the closure was made by somebody whom
	// nothing need order before the caller.
	name := runtime.FuncForPC(**(**uintptr)(unsafe.Pointer(&f))).Name()
	return name[strings.LastIndexByte(name, '/')+1:]
}
