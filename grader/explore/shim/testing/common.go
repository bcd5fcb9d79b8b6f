package testing

import (
	stdcontext "context"
	"fmt"
	"io"
	"strings"
	"unicode"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// TB is what T, B and F have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() stdcontext.Context
	Output() io.Writer
}

var (
	_ TB = (*T)(nil)
	_ TB = (*B)(nil)
	_ TB = (*F)(nil)
)

// common is what T, B and F are made of. That of a test is a part of one schedule; one
// that a program makes itself, as a zero value, takes down whether it failed and tells
// nobody.
type common struct {
	name   string
	parent *common
	root   *root
	// g is the test's own goroutine.
	g *sched.G

	// life is the object of what must not come after the end of the test.
	life sched.Object

	failed, skipped bool
	// finished: the function has returned, or was ended by FailNow or SkipNow. done: the
	// test is over, with its subtests and cleanups.
	finished, done bool
	// panicked: the schedule is to end with this test.
	panicked bool

	cleanups []func()
	cleaning bool
	hooks    sched.Object
	// hooked orders those who register cleanups before those who run them.
	hooked uint64

	cancelled bool
	ctx       stdcontext.Context
	cancelCtx stdcontext.CancelFunc

	// creator is where a subtest's parent called Run.
	creator []uintptr
	helpers []uintptr

	tempDir string
	tempSeq int
	partial []byte

	// isSynctest: it stands for its parent inside of synctest.Test.
	isSynctest bool
}

// root is what all subtests of a test share.
type root struct {
	// verdicts is the object of failures; token orders those who fail before those who
	// are told.
	verdicts sched.Object
	token    uint64
	names    []usedName
}

// Name is testing.T.Name.
//
//go:noinline
func (c *common) Name() string { return c.name }

// attend is the point before a goroutine says something that must not come after the end
// of the test. The test's own goroutine cannot be late.
func (c *common) attend() {
	if c.root != nil && sched.Current() != c.g {
		sched.Point(c.life.Named("test"), step.AtomicLoad)
	}
}

// unheard reports whether nothing that is said has any effect: no schedule runs, or the
// goroutine is being unwound.
func unheard() bool { return sched.Current() == nil }

// log takes down a text.
func (c *common) log(text string) {
	c.attend()
	if unheard() {
		return
	}
	c.mustBeAlive("Log in goroutine after "+c.name+" has completed: ", text)
	c.flush()
	if c.root != nil {
		sched.Log(strings.TrimSuffix(text, "\n"))
	}
}

// mustBeAlive panics if the test and all its parents are over.
func (c *common) mustBeAlive(complaint, text string) {
	for p := c; p != nil; p = p.parent {
		if !p.done {
			return
		}
	}
	panic(complaint + strings.TrimSuffix(text, "\n") + "\n")
}

// wrong takes down a text and that the test failed.
func (c *common) wrong(text string) {
	c.attend()
	if !unheard() {
		c.mustBeAlive("Log in goroutine after "+c.name+" has completed: ", text)
	}
	if c.root != nil && sched.Point(c.root.verdicts.Named("verdict"), step.AtomicStore) {
		sched.ReportFrom(outcome.Wrong, outcome.Message{Text: strings.TrimSpace(text), Frames: c.place()})
	}
	c.mark()
}

// fail takes down that the test failed. What is said to be the reason is heard only if
// nothing else was said to be wrong.
func (c *common) fail(say string) {
	c.attend()
	if c.root != nil && sched.Point(c.root.verdicts.Named("verdict"), step.AtomicStore) && !said() {
		sched.ReportFrom(outcome.Wrong, outcome.Message{Text: say, Frames: c.place()})
	}
	c.mark()
}

// said reports whether something was said to be wrong.
func said() bool {
	return sched.Reported(outcome.Wrong)+sched.Reported(outcome.Slow)+sched.Reported(outcome.Hang) > 0
}

func (c *common) mark() {
	if c.parent != nil {
		c.parent.mark()
	}
	if c.done && !unheard() {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
	if c.root != nil {
		sched.Merge(&c.root.token)
	}
}

// Fail is testing.T.Fail.
//
//go:noinline
func (c *common) Fail() { c.fail("Fail") }

// FailNow is testing.T.FailNow.
//
//go:noinline
func (c *common) FailNow() {
	c.fail("FailNow")
	c.exit()
}

// exit ends the calling goroutine, and says that this is as it should be.
func (c *common) exit() {
	c.finished = true
	sched.Goexit()
}

// Failed is testing.T.Failed.
//
//go:noinline
func (c *common) Failed() bool {
	if c.root != nil && sched.Point(c.root.verdicts.Named("verdict"), step.AtomicLoad) {
		sched.Acquire(&c.root.token)
	}
	return c.failed
}

// Log is testing.T.Log.
//
//go:noinline
func (c *common) Log(args ...any) { c.log(fmt.Sprintln(args...)) }

// Logf is testing.T.Logf.
//
//go:noinline
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

// Error is testing.T.Error.
//
//go:noinline
func (c *common) Error(args ...any) { c.wrong(fmt.Sprintln(args...)) }

// Errorf is testing.T.Errorf.
//
//go:noinline
func (c *common) Errorf(format string, args ...any) { c.wrong(fmt.Sprintf(format, args...)) }

// Fatal is testing.T.Fatal.
//
//go:noinline
func (c *common) Fatal(args ...any) {
	c.wrong(fmt.Sprintln(args...))
	c.exit()
}

// Fatalf is testing.T.Fatalf.
//
//go:noinline
func (c *common) Fatalf(format string, args ...any) {
	c.wrong(fmt.Sprintf(format, args...))
	c.exit()
}

// Skip is testing.T.Skip.
//
//go:noinline
func (c *common) Skip(args ...any) { c.skip(fmt.Sprintln(args...)) }

// Skipf is testing.T.Skipf.
//
//go:noinline
func (c *common) Skipf(format string, args ...any) { c.skip(fmt.Sprintf(format, args...)) }

// SkipNow is testing.T.SkipNow.
//
//go:noinline
func (c *common) SkipNow() {
	c.skipNow("SkipNow")
}

func (c *common) skip(why string) {
	c.log(why)
	c.skipNow(strings.TrimSpace(why))
}

// skipNow ends the test. That a subtest was skipped is nobody's business.
func (c *common) skipNow(why string) {
	c.skipped = true
	if c.root != nil && c.parent == nil {
		if why == "" {
			why = "skipped"
		}
		sched.Skip(why)
	}
	c.exit()
}

// Skipped is testing.T.Skipped.
//
//go:noinline
func (c *common) Skipped() bool { return c.skipped }

// Attr is testing.T.Attr. Nobody reads attributes.
//
//go:noinline
func (c *common) Attr(key, value string) {
	switch {
	case strings.ContainsFunc(key, unicode.IsSpace):
		c.wrong(fmt.Sprintf("disallowed whitespace in attribute key %q", key))
	case strings.ContainsAny(value, "\r\n"):
		c.wrong(fmt.Sprintf("disallowed newline in attribute value %q", value))
	}
}
