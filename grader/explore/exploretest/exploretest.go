// Package exploretest explores packages from a test, so that go test fails where a schedule
// does:
//
//	func TestSchedules(t *testing.T) {
//		exploretest.Run(t, []string{"./queue"}, exploretest.Schedules(2000))
//	}
//
// The packages are rewritten and built in a scratch module; the test itself is executed as
// it is. It needs the go command and a C compiler, which the race detector needs, or
// WithoutRace. It never skips: what cannot be explored fails the test.
//
// A test that explores its own package would explore itself. Exploring refuses that where
// it comes to it; leave it out with Tests, or put it into another package.
package exploretest

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/trace"
	"racekit/grader/verdict"
	"racekit/grader/workspace"
)

// TestingT is what Run needs of a *testing.T.
type TestingT interface {
	Helper()
	Context() context.Context
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
}

// Option is a wish of the caller's.
type Option func(*explore.Config)

// DefaultSchedules is the budget of each test if no other is asked for.
const DefaultSchedules = 1000

// Schedules is the budget of each test in schedules. The result is the same on any machine.
func Schedules(n int) Option {
	return func(c *explore.Config) { c.Plan.Schedules, c.Plan.Time = n, 0 }
}

// Time is the budget of each test in time on the clock, instead of schedules.
func Time(d time.Duration) Option {
	return func(c *explore.Config) { c.Plan.Schedules, c.Plan.Time = 0, d }
}

// Seed is where random choices come from, 1 by default.
func Seed(seed uint64) Option {
	return func(c *explore.Config) { c.Plan.Seed = seed }
}

// Tests explores only tests whose names match.
func Tests(re *regexp.Regexp) Option {
	return func(c *explore.Config) { c.Run = re }
}

// Dir is the folder in which patterns are resolved, by default the working directory, which
// is the folder of the test's package.
func Dir(dir string) Option {
	return func(c *explore.Config) { c.Dir = dir }
}

// WithoutRace explores without the race detector.
func WithoutRace() Option {
	return func(c *explore.Config) { c.Race = false }
}

// Run explores the packages that match patterns, as for go test, and fails t with the
// explanation of each test that fails in some schedule, and the token that replays it. It
// logs what was explored of the others. No pattern is the package in the folder.
func Run(t TestingT, patterns []string, opts ...Option) {
	t.Helper()
	scratch, err := workspace.Base(os.Getenv)
	if err != nil {
		t.Errorf("exploring: %v", err)
		return
	}
	cfg := explore.Config{
		Dir: ".", Patterns: patterns, Race: true, Env: os.Environ(), Scratch: scratch,
		Plan: outcome.Plan{Seed: 1, Schedules: DefaultSchedules, Count: 100, Bytes: explore.DefaultBytes},
	}
	for _, o := range opts {
		o(&cfg)
	}
	if cfg.Dir, err = filepath.Abs(cfg.Dir); err != nil {
		t.Errorf("exploring: %v", err)
		return
	}
	l := &listener{t: t, dir: cfg.Dir}
	err = explore.Run(t.Context(), cfg, l)
	for _, say := range l.told {
		say()
	}
	if err != nil && !(l.refused && errors.Is(err, explore.ErrRefused)) {
		t.Errorf("%v", err)
	}
}

// listener collects what to tell t from its own goroutine.
type listener struct {
	t    TestingT
	dir  string
	told []func()
	// refused: a test was, and t knows.
	refused bool
}

func (l *listener) Loaded(explore.Listing) {}

func (l *listener) Progress(outcome.Progress) {}

func (l *listener) Test(test explore.Test, res outcome.Test, token string) {
	e := trace.Explain(res, trace.Options{
		Source: trace.SourceFunc(os.ReadFile), Roots: []string{l.dir, filepath.Dir(test.File)},
	})
	text := e.Text(verdict.English, trace.TextOptions{Width: 100, Replay: replay(token)})
	l.refused = l.refused || res.Refused != nil
	l.told = append(l.told, func() {
		l.t.Helper()
		if res.Failure != nil || res.Refused != nil {
			l.t.Errorf("exploring %s:\n%s", test.Name, text)
			return
		}
		l.t.Logf("%s: %s", test.Name, cmp.Or(res.Skipped, trace.Covered(res.Coverage).En))
	})
}

func replay(token string) string {
	if token == "" {
		return ""
	}
	return "racekit replay " + token
}
