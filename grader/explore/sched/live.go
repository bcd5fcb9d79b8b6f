package sched

import (
	"reflect"
	"runtime"
	"strings"
)

// Live is how many goroutines of the running schedule have not ended, 1 while none runs:
// whoever asks.
//
//go:noinline
func Live() int {
	if s := &the; s.cur != nil {
		return len(s.live)
	}
	return 1
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
	name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	return name[strings.LastIndexByte(name, '/')+1:]
}
