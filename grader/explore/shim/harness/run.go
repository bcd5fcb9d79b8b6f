package harness

import (
	stdcontext "context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/testing"
	"racekit/grader/explore/step"
)

// Run is one execution of a property. It satisfies the TestingT of testify.
//
// Except where a method says otherwise, it may be used from any goroutine.
type Run struct {
	t    testing.TB
	rand *rand.Rand

	ctx    stdcontext.Context
	cancel stdcontext.CancelFunc
	// closed: the property has returned.
	closed bool

	opened  bool
	waiting []starter
	joined  sched.Latch

	hold *hold

	// waited is how often the clock had moved because nobody could run, before the
	// property; worked is how often it did since then, for Work.
	waited, worked int

	// helpers are where functions called Helper.
	helpers []uintptr
}

func newContext() (stdcontext.Context, stdcontext.CancelFunc) {
	return context.WithCancel(context.Background())
}

// Errorf says that a result is wrong, and goes on.
//
//go:noinline
func (r *Run) Errorf(format string, args ...any) {
	r.wrong(fmt.Sprintf(format, args...))
}

// wrong takes down that a result is wrong. The test is told when the property is over.
func (r *Run) wrong(text string) {
	sched.ReportFrom(outcome.Wrong, outcome.Message{Text: strings.TrimSpace(text), Frames: r.place()})
}

// Fatalf is Errorf and FailNow.
//
//go:noinline
func (r *Run) Fatalf(format string, args ...any) {
	r.wrong(fmt.Sprintf(format, args...))
	sched.Goexit()
}

// FailNow ends the calling goroutine, which must be the property's own or one of Go. If
// nothing was said to be wrong before, it says so.
//
//go:noinline
func (r *Run) FailNow() {
	if sched.Reported(outcome.Wrong) == 0 {
		r.wrong("FailNow")
	}
	sched.Goexit()
}

// Helper marks the calling function as a helper: a failure is said to be at the line
// that called it.
//
//go:noinline
func (r *Run) Helper() {
	var pc [1]uintptr
	if runtime.Callers(2, pc[:]) == 0 {
		return
	}
	for _, known := range r.helpers {
		if known == pc[0] {
			return
		}
	}
	r.helpers = append(r.helpers, pc[0])
}

// place is where the running goroutine stands, without helpers and assertion libraries.
func (r *Run) place() []step.Frame {
	whole := sched.Frames(sched.Stack())
	for i, f := range whole {
		if !strings.HasPrefix(f.Func, "github.com/stretchr/testify/") && !r.helps(f.Func) {
			return whole[i:]
		}
	}
	return whole
}

func (r *Run) helps(name string) bool {
	for _, pc := range r.helpers {
		if f, _ := runtime.CallersFrames([]uintptr{pc}).Next(); f.Function == name {
			return true
		}
	}
	return false
}

// Size is how much of something to do: explored, since the property is executed once for
// each of many schedules.
//
//go:noinline
func (r *Run) Size(native, explored int) int { return explored }

// Rand is seeded with the exploration's seed. It belongs to the property's own goroutine.
//
//go:noinline
func (r *Run) Rand() *rand.Rand { return r.rand }
