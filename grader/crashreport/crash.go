// Package crashreport reads what a Go process writes to its standard error when
// it dies of a panic, a fatal error, a signal, or want of memory.
package crashreport

import "racekit/grader/stack"

// Kind is the way in which a process died.
type Kind string

const (
	// Panic: a goroutine panicked and nothing recovered.
	Panic Kind = "panic"
	// Fatal: the runtime gave up, which cannot be recovered: concurrent map writes,
	// a mutex unlocked twice, stack overflow, a deadlock of all goroutines.
	Fatal Kind = "fatal error"
	// OutOfMemory: the runtime, the C library or the race detector could not get
	// memory, or a thread.
	OutOfMemory Kind = "out of memory"
	// TooManyGoroutines: the race detector cannot follow that many. It once gave up
	// at 8128; that of Go 1.26 follows at least 200 000 and runs out of memory first.
	TooManyGoroutines Kind = "too many goroutines"
	// Signal: a signal ended it, SIGQUIT for example.
	Signal Kind = "signal"
)

// Crash is how a process died.
type Crash struct {
	Kind Kind
	// Message is what was said, without what the Kind says already: "send on closed
	// channel", "concurrent map writes", "SIGQUIT: quit". It may have several lines.
	Message string
	// Earlier are the messages of the panics that were not over when the last one
	// began, oldest first, those that had been recovered included.
	Earlier []string
	// Goroutine is the one that failed. It is zero if none did (a signal, a deadlock
	// of all) or none was printed.
	Goroutine stack.Goroutine
	// Goroutines are all that were printed, the one that failed first.
	Goroutines []stack.Goroutine
	// Raw is the crash as it was printed, cut after MaxRaw bytes.
	Raw string
}

// MaxRaw is the most that Crash.Raw holds, in bytes.
const MaxRaw = 8 << 10
