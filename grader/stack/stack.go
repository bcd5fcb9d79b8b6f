// Package stack reads the goroutine dumps that the Go runtime prints: those of
// runtime.Stack, of a panic or a fatal error, of SIGQUIT, and of the goroutine
// profiles at debug level 2.
//
// It needs only the standard library, because it is linked into graded
// binaries, and it is quick enough to be called every few milliseconds.
package stack

import "strings"

// Frame is one call on a stack, or the go statement that began one.
type Frame struct {
	// Func is the full name of the function without its arguments, as the runtime
	// spells it: "main.(*T).Add", "main.Map[...]", "main.main.func1".
	Func string
	// File is the path that the compiler recorded, slash-separated: absolute,
	// or "racekit/exercises/counter/counter.go" under -trimpath.
	File string
	// Line counts from 1. It is 0 where the runtime knows no line.
	Line int
}

// Goroutine is one goroutine of a dump.
type Goroutine struct {
	ID int
	// State is what the runtime says that it does, without the markers that may
	// follow: "running", "chan send", "chan receive (nil chan)", "sync.Mutex.Lock".
	State string
	// Leaked: the garbage collector found that nothing can wake it any more.
	Leaked bool
	// Minutes is how long it has waited, in whole minutes.
	Minutes int
	// Frames are the calls, innermost first.
	Frames []Frame
	// Created is the go statement that started it, in the function that holds it.
	// It is zero for the main goroutine. That of WaitGroup.Go is in package sync,
	// and nothing says who called it.
	Created Frame
	// CreatedBy is the ID of the goroutine that ran the go statement, 0 if unknown.
	CreatedBy int
}

// Blocked reports whether the goroutine waits for something that only another
// goroutine, or a timer's channel, can give: a channel, a lock, a condition, a
// group, a coroutine switch. Sleeping, waiting for the network, being in a
// system call, being runnable and all work of the garbage collector are not
// blocked: those end by themselves.
//
// The states are those of waitReasonStrings in src/runtime/runtime2.go, Go 1.26.
// "semacquire" is among them although the runtime uses it also where it waits
// for itself (to stop the world, say), which is over soon.
func (g Goroutine) Blocked() bool {
	switch g.State {
	case "chan receive", "chan send",
		"chan receive (nil chan)", "chan send (nil chan)",
		"select", "select (no cases)",
		"sync.Mutex.Lock", "sync.RWMutex.RLock", "sync.RWMutex.Lock",
		"sync.Cond.Wait", "sync.WaitGroup.Wait", "semacquire",
		"coroutine", "synctest.Run", "synctest.Wait":
		return true
	}
	return false
}

// Sleeping reports whether the goroutine is in time.Sleep.
func (g Goroutine) Sleeping() bool { return g.State == "sleep" }

// HasFunc reports whether the name of any function on the stack begins with
// prefix. The go statement that created the goroutine is not on its stack.
func (g Goroutine) HasFunc(prefix string) bool {
	for _, f := range g.Frames {
		if strings.HasPrefix(f.Func, prefix) {
			return true
		}
	}
	return false
}
