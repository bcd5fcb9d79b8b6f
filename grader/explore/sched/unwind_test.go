package sched_test

import (
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/step"
)

// leftovers are goroutines that are left when the body has returned, or end by Goexit.
// done is called when one of them is about to end.
var leftovers = map[string]func(done func()){
	"blocks": func(done func()) { defer done(); sched.Forever() },
	"deferred panic": func(done func()) {
		defer done()
		defer panic("in a deferred call")
		sched.Forever()
	},
	"Goexit, then a panic": func(done func()) {
		defer done()
		defer func() { panic("in a deferred call") }()
		defer func() { recover() }()
		sched.Goexit()
	},
	"deferred recover": func(done func()) {
		defer done()
		defer func() { recover(); sched.Yield() }()
		sched.Forever()
	},
	"deferred call that blocks": func(done func()) {
		var mu sync.Mutex
		c := make(chan int)
		defer done()
		defer func() { mu.Lock(); mu.Lock(); sched.Recv(c, "c"); sched.Send(c, "c")(1) }()
		sched.Forever()
	},
	"deferred loop": func(done func()) {
		var stop atomic.Bool
		defer done()
		defer func() {
			for !stop.Load() {
			}
		}()
		defer func() {
			for sched.Now() < 1 {
			}
		}()
		sched.Forever()
	},
	"deferred loop of selects": func(done func()) {
		c := make(chan int)
		defer done()
		defer func() {
			for sched.Select(true, sched.RecvCase(c, "c")) < 0 {
			}
		}()
		sched.Forever()
	},
	"deferred go statement": func(done func()) {
		defer done()
		defer func() { assert.Nil(noTest{}, sched.Go("g", func() {})) }()
		sched.Forever()
	},
	"inside of an iterator": func(done func()) {
		defer done()
		next, stop := iter.Pull(func(yield func(int) bool) { yield(1); sched.Forever() })
		defer stop()
		next()
		next()
	},
	"Goexit inside of an iterator": func(done func()) {
		defer done()
		next, stop := iter.Pull(func(yield func(int) bool) { sched.Yield(); sched.Goexit() })
		defer stop()
		next()
	},
	"Goexit at once": func(done func()) { defer done(); sched.Goexit() },
}

type noTest struct{}

func (noTest) Errorf(format string, args ...any) { panic(format) }

func TestUnwinding(t *testing.T) {
	for name, body := range leftovers {
		for _, main := range []bool{false, true} {
			ended := 0
			f := func() { body(func() { ended++ }) }
			r := run(func() {
				if main {
					f()
				}
				sched.Go(name, f)
				sched.Go("after it", f)
				sched.WaitRest(sched.Stuck)
			})
			want := 2
			if main || name == "Goexit, then a panic" {
				want = 1 // it does not come to the second
			}
			assert.Equal(t, want, ended, name)
			require.True(t, r.Panic == nil || name == "Goexit, then a panic", "%s: %v", name, r.Panic)
			// The next schedule is not disturbed.
			assert.True(t, run(three).MainDone, name)
		}
	}
}

func TestGoexitThenPanicIsPanic(t *testing.T) {
	r := run(func() {
		defer func() { panic("second thoughts") }()
		sched.Goexit()
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "second thoughts", r.Panic.Value)
	assert.False(t, r.MainDone)
}

func TestDeferredCallThatNeverEnds(t *testing.T) {
	var mu sync.Mutex
	var again func()
	again = func() { defer again(); mu.Lock() }
	r := run(func() {
		sched.Go("g", func() { defer again(); sched.Forever() })
		sched.Yield()
	})
	assert.Len(t, r.Stuck, 1)
	assert.True(t, run(three).MainDone)
}

func TestNeverBegun(t *testing.T) {
	ran := false
	r := sched.Run(&stopper{after: 1}, sched.Options{}, func() {
		sched.Go("g", func() { ran = true })
		sched.Now()
	})
	assert.True(t, r.Pruned)
	assert.False(t, ran)
	assert.False(t, r.MainDone)
	assert.Equal(t, 2, r.Goroutines)
}

// stopper abandons the schedule at a choice.
type stopper struct{ after int }

func (s *stopper) Choose(*step.Choice) int {
	if s.after--; s.after <= 0 {
		return step.Prune
	}
	return 0
}

// Nothing grows with the number of schedules, whatever they leave behind.
func TestNoGrowth(t *testing.T) {
	schedule := func() {
		for _, name := range []string{"blocks", "Goexit, then a panic", "deferred call that blocks", "Goexit at once"} {
			run(func() {
				sched.Go(name, func() { leftovers[name](func() {}) })
				sched.Go("sleeps", func() { sched.Sleep(1); sched.Forever() })
				sched.WaitRest(sched.Settled)
			})
		}
	}
	repeat := func(n int) {
		for range n {
			schedule()
		}
	}
	repeat(500)
	goroutines, resident := runtime.NumGoroutine(), residentKB(t)
	repeat(5000)
	assert.Equal(t, goroutines, runtime.NumGoroutine())
	// Without word to the race detector, each goroutine that exits would cost it 5 kB.
	const most = 60 << 10
	assert.Less(t, residentKB(t)-resident, most)
}

// residentKB is the memory of the process, 0 where that is not known.
func residentKB(t *testing.T) int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, text2, _ := strings.Cut(string(text), "VmRSS:")
	fields := strings.Fields(text2)
	require.NotEmpty(t, fields)
	n, err := strconv.Atoi(fields[0])
	require.NoError(t, err)
	return n
}
