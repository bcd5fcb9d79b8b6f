// Package goleak stands for go.uber.org/goleak in explored programs, where it finds
// nothing: the explorer itself judges, at the end of every schedule, which goroutines can
// never go on. It sees those that goleak would be told to ignore, too.
//
// What is left of goleak is that it waits for goroutines that still run or sleep.
package goleak

import (
	"os"

	"racekit/grader/explore/sched"
)

// Option is goleak.Option.
type Option interface{ apply(*options) }

type options struct{ cleanup func(int) }

type none struct{}

func (none) apply(*options) {}

type cleanup func(int)

func (c cleanup) apply(o *options) { o.cleanup = c }

// TestingT is goleak.TestingT.
type TestingT interface{ Error(...any) }

// TestingM is goleak.TestingM.
type TestingM interface{ Run() int }

// Find is goleak.Find. It returns nil once every other goroutine is blocked or gone.
//
//go:noinline
func Find(options ...Option) error {
	sched.WaitRest(sched.Settled)
	return nil
}

// VerifyNone is goleak.VerifyNone. Like Find, it waits; then it calls the function of a
// Cleanup option.
//
//go:noinline
func VerifyNone(t TestingT, options ...Option) {
	_ = Find(options...)
	if f := collect(options).cleanup; f != nil {
		f(0)
	}
}

// VerifyTestMain is goleak.VerifyTestMain: it runs the tests and ends the process, or
// calls the function of a Cleanup option.
//
//go:noinline
func VerifyTestMain(m TestingM, options ...Option) {
	code := m.Run()
	end := collect(options).cleanup
	if end == nil {
		end = os.Exit
	}
	end(code)
}

func collect(all []Option) (o options) {
	for _, one := range all {
		one.apply(&o)
	}
	return o
}

// Cleanup is goleak.Cleanup.
//
//go:noinline
func Cleanup(cleanupFunc func(exitCode int)) Option { return cleanup(cleanupFunc) }

// IgnoreAnyFunction is goleak.IgnoreAnyFunction, without effect.
//
//go:noinline
func IgnoreAnyFunction(f string) Option { return none{} }

// IgnoreCurrent is goleak.IgnoreCurrent, without effect.
//
//go:noinline
func IgnoreCurrent() Option { return none{} }

// IgnoreTopFunction is goleak.IgnoreTopFunction, without effect.
//
//go:noinline
func IgnoreTopFunction(f string) Option { return none{} }
