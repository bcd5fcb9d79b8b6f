package harness

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// Run is one execution of a property. It satisfies the TestingT of testify.
//
// Except where a method says otherwise, it may be used from any goroutine.
type Run struct {
	name  string
	ctx   context.Context
	log   *ledger
	watch *watch
	rand  *rand.Rand

	mu      sync.Mutex
	opened  bool
	waiting []starter
	gate    chan struct{}
	joined  sync.WaitGroup

	hold atomic.Pointer[hold]

	// helpers are the names of functions that called Helper. (A sync.Map would be compiled
	// once more with every package that mentions Run.)
	helping sync.Mutex
	helpers map[string]bool
}

// Errorf says that a result is wrong, and goes on. Messages are code-like, so that
// they read the same in every language: "Value() = 7; want 8".
func (r *Run) Errorf(format string, args ...any) {
	r.log.wrong(r.caller() + strings.TrimSpace(fmt.Sprintf(format, args...)))
}

// Fatalf is Errorf and FailNow.
func (r *Run) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	r.FailNow()
}

// FailNow ends the calling goroutine, which must be the property's own or one of Go.
// If nothing was said to be wrong before, it says so.
func (r *Run) FailNow() {
	r.log.failed(r.caller())
	runtime.Goexit()
}

// Helper marks the calling function as a helper: a failure is said to be at the line
// that called it.
func (r *Run) Helper() {
	var pc [1]uintptr
	if runtime.Callers(2, pc[:]) > 0 {
		f, _ := runtime.CallersFrames(pc[:]).Next()
		r.helping.Lock()
		defer r.helping.Unlock()
		if r.helpers == nil {
			r.helpers = map[string]bool{}
		}
		r.helpers[f.Function] = true
	}
}

// Context is cancelled when the property has returned, before goroutines that were
// left behind are looked for.
func (r *Run) Context() context.Context { return r.ctx }

// Size is how much of something to do: native where the property is executed a few
// times, explored where it is executed once for each of many schedules.
func (r *Run) Size(native, explored int) int {
	_ = explored // no schedule is controlled yet
	return native
}

// Rand is seeded with this execution's seed. It belongs to the property's own
// goroutine.
func (r *Run) Rand() *rand.Rand { return r.rand }

// caller is "file.go:12: " for the innermost caller that is neither in this package
// nor in an assertion library nor a helper, and empty if there is none.
func (r *Run) caller() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		ours := strings.HasPrefix(f.Function, "racekit/grader/harness.") && !strings.HasSuffix(f.File, "_test.go")
		if f.Function != "" && !ours && !r.isHelper(f.Function) && !strings.HasPrefix(f.Function, "github.com/stretchr/testify/") {
			return fmt.Sprintf("%s:%d: ", path.Base(f.File), f.Line)
		}
		if !more {
			return ""
		}
	}
}

func (r *Run) isHelper(function string) bool {
	r.helping.Lock()
	defer r.helping.Unlock()
	return r.helpers[function]
}
