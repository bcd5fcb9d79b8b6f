package sched_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/sync"
)

type badError struct{}

func (badError) Error() string { panic("no text") }

func TestPanics(t *testing.T) {
	var mu sync.Mutex
	var m map[string]int
	c := make(chan int)
	var nilChan chan int
	for want, f := range map[string]func(){
		"text":                               func() { panic("text") },
		"an error":                           func() { panic(errors.New("an error")) },
		"assignment to entry in nil map":     func() { m["a"] = 1 },
		"close of closed channel":            func() { c := make(chan int); sched.Close(c, "c"); sched.Close(c, "c") },
		"send on closed channel":             func() { c := make(chan int, 1); sched.Close(c, "c"); sched.Send(c, "c")(1) },
		"close of nil channel":               func() { sched.Close(nilChan, "c") },
		"fatal error: go of nil func value":  func() { sched.Go("f", nil) },
		"sync: negative WaitGroup counter":   func() { new(sync.WaitGroup).Done() },
		"sched_test.badError":                func() { panic(badError{}) },
		"panic called with nil argument":     func() { panic(nil) },
		"fatal error: sync: unlock of unlo":  func() { defer func() { recover() }(); mu.Unlock() },
		"runtime error: invalid memory addr": func() { var g *sched.G; g.ID() },
		"hello {1}":                          func() { panic(fmt.Errorf("hello %v", struct{ n int }{1})) },
	} {
		for _, own := range []bool{true, false} {
			r := run(func() {
				if own {
					f()
				}
				sched.Go("g", f)
				sched.Recv(c, "c")
			})
			require.NotNil(t, r.Panic, want)
			assert.Contains(t, r.Panic.Value, want)
			assert.Equal(t, map[bool]int{true: 0, false: 1}[own], r.Panic.G, want)
			assert.False(t, r.MainDone, want)
			assert.Empty(t, r.Stuck, want)
			assert.Empty(t, r.Running, want)
			assert.NotEmpty(t, r.Panic.Stack)
			if !strings.HasPrefix(want, "fatal") {
				assert.True(t, strings.HasPrefix(r.Panic.Stack, "panic("), r.Panic.Stack)
				assert.Contains(t, r.Panic.Stack, "panic_test.go", want)
			}
		}
	}
}

func TestRecoveredPanicIsNone(t *testing.T) {
	r := run(func() {
		func() {
			defer func() { assert.Equal(t, "x", recover()) }()
			panic("x")
		}()
		sched.Go("g", func() {
			defer func() { recover() }()
			panic("y")
		})
		sched.WaitRest(sched.Stuck)
	})
	assert.Nil(t, r.Panic)
	assert.True(t, r.MainDone)
}

// A fatal error runs no deferred calls before the program has ended.
func TestFatalErrorEndsTheScheduleAtOnce(t *testing.T) {
	var trace []string
	r := run(func() {
		sched.Go("other", func() { trace = append(trace, "other") })
		defer func() { trace = append(trace, fmt.Sprint("deferred ", sched.Dying(), recover())) }()
		sched.Fatal("wrong")
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "fatal error: wrong", r.Panic.Value)
	assert.Equal(t, []string{"deferred true <nil>"}, trace)
}

func TestFirstPanicCounts(t *testing.T) {
	r := run(func() {
		sched.Go("g", func() { panic("second") })
		defer sched.WaitRest(sched.Settled)
		panic("first")
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "second", r.Panic.Value, "deferred calls run before a panic ends the program")
}

func TestUncontrolled(t *testing.T) {
	after := false
	r := run(func() {
		sched.Go("g", func() { sched.Uncontrolled("os/exec", "x.go:1"); after = true })
		sched.Forever()
	})
	require.NotNil(t, r.Refused)
	assert.Equal(t, sched.Refusal{What: "os/exec", Where: "x.go:1"}, *r.Refused)
	assert.False(t, after)
	assert.Empty(t, r.Stuck)
}

func TestNotePanicAndStop(t *testing.T) {
	r := run(func() {
		sched.NotePanic("one")
		sched.NotePanic("two")
		sched.Go("g", func() { sched.Stop() })
		sched.Forever()
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "one", r.Panic.Value)
}

func TestPanicInInitialiser(t *testing.T) {
	resets := []func(){func() { panic("initialising") }}
	r := run(func() {
		for _, reset := range resets {
			reset()
		}
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "initialising", r.Panic.Value)
}

func TestWithoutSchedule(t *testing.T) {
	var mu sync.Mutex
	c := make(chan int, 1)
	mu.Lock()
	//lint:ignore SA2001 the lock and the unlock are what is tested
	mu.Unlock()
	sched.Send(c, "c")(1)
	assert.Zero(t, sched.Recv(c, "c"))
	assert.Zero(t, sched.Len(c, "c"))
	sched.Close(c, "c")
	assert.Nil(t, sched.Go("g", func() {}))
	sched.Sleep(1)
	sched.Yield()
	sched.WaitRest(sched.Stuck)
	sched.NewTimer(func() {}).Start(1)
	assert.Equal(t, 1, sched.Live())
	assert.False(t, sched.Running())
	assert.True(t, run(three).MainDone)
}
