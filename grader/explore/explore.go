package explore

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
)

// Config says what to explore, and how.
type Config struct {
	// Dir is the working directory, Patterns are packages as for go list.
	Dir      string
	Patterns []string
	// Run selects tests by name; nil: all.
	Run *regexp.Regexp
	// Plan has the budget and the bounds. Tests are filled in.
	Plan outcome.Plan
	// Race: with the race detector.
	Race bool
	// Jobs is how many processes run at one time, 0: one for each processor.
	Jobs int
	// Env is the environment of the go command. Scratch is the folder for scratch modules.
	Env     []string
	Scratch string
}

// Listener is told what goes on, from one goroutine at a time.
type Listener interface {
	// Loaded comes first: the tests that will be explored, and what is not run.
	Loaded(Listing)
	// Progress comes now and then.
	Progress(outcome.Progress)
	// Test is the result of one test. Token replays its failure, if there is one.
	Test(t Test, res outcome.Test, token string)
}

// Listing is what there is to explore.
type Listing struct {
	Tests    []Test
	Skipped  []rewrite.Skipped
	Refusals []rewrite.Refusal
	// Digest identifies the sources.
	Digest string
}

// ErrRefused says that something was refused: the listing names it.
var ErrRefused = errors.New("uses what cannot be controlled")

// ErrNoMatch says that no test has a name that was asked for.
var ErrNoMatch = errors.New("no test matches")

// Run explores. Its error is ErrRefused, wrapped, if the packages use what cannot be
// controlled; a *rewrite.CompileError, rewrite.ErrNoPackages, rewrite.ErrNoTests or
// ErrNoMatch for what is the caller's to mend; the context's if it ended; and anything
// else is our fault. That tests fail is no error.
func Run(ctx context.Context, cfg Config, l Listener) (err error) {
	p, err := cfg.prepare(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.space.Close()) }()
	return p.explore(ctx, cfg, l)
}

// explore runs the tests that were asked for.
func (p *prepared) explore(ctx context.Context, cfg Config, l Listener) error {
	listing := Listing{Skipped: p.loaded.Skipped, Refusals: p.loaded.Refusals, Digest: p.loaded.Digest}
	var names []string
	for _, name := range p.names {
		if t := p.tests[name]; cfg.Run == nil || cfg.Run.MatchString(t.Func) {
			names = append(names, name)
			listing.Tests = append(listing.Tests, t)
		}
	}
	l.Loaded(listing)
	if err := listing.check(cfg); err != nil {
		return err
	}
	return p.execute(ctx, cfg, l, names)
}

// refusals are those that keep the packages from being explored at all.
func refusals(all []rewrite.Refusal) []rewrite.Refusal {
	return slices.DeleteFunc(slices.Clone(all), func(r rewrite.Refusal) bool { return r.Guarded })
}

// check refuses what cannot be explored.
func (listing Listing) check(cfg Config) error {
	hard := refusals(listing.Refusals)
	switch {
	case len(hard) > 0:
		r := hard[0]
		return fmt.Errorf("exploring %s: %w: %s:%d: %s: %s", r.Package, ErrRefused, r.File, r.Line, r.What, r.Why)
	case len(listing.Tests) == 0:
		return fmt.Errorf("exploring: %w %q", ErrNoMatch, cfg.Run)
	}
	return nil
}

// execute explores the tests named.
func (p *prepared) execute(ctx context.Context, cfg Config, l Listener, names []string) error {
	refused := 0
	e := Execution{Binary: p.binary, Temp: p.space.Temp, Plan: cfg.Plan, Jobs: cfg.Jobs}
	err := e.records(ctx, names, func(rec outcome.Record) {
		switch {
		case rec.Progress != nil:
			l.Progress(*rec.Progress)
		case rec.Test != nil:
			if rec.Test.Refused != nil {
				refused++
			}
			l.Test(p.tests[rec.Test.Name], *rec.Test, token(p.loaded.Digest, cfg.Plan, *rec.Test))
		}
	})
	if err != nil {
		return err
	}
	if refused > 0 {
		return fmt.Errorf("exploring: %w: %d of %d tests", ErrRefused, refused, len(names))
	}
	return nil
}

// DefaultBytes is what an explored program may hold in memory.
const DefaultBytes = 2 << 30

// CanLeaveOut reports whether outcome.Plan.Without knows the part.
func CanLeaveOut(part string) bool {
	for _, class := range outcome.Classes() {
		if part == string(class) {
			return true
		}
	}
	switch part {
	case "bounded", "unbounded", "lockstep", "pct", "sampler", "pruning", "early", "memory":
		return true
	}
	return false
}

// Replay executes the schedule of a token. If the sources are not those for which the
// token was made, it explores the test instead, and reports that they changed.
func Replay(ctx context.Context, cfg Config, t Token, l Listener) (changed bool, err error) {
	pkg, name, ok := t.split()
	if !ok {
		return false, fmt.Errorf("reading %q: %w", t, ErrToken)
	}
	cfg.Patterns = []string{pkg}
	cfg.Run = regexp.MustCompile("^" + regexp.QuoteMeta(name) + "$")
	cfg.Jobs = 1
	p, err := cfg.prepare(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, p.space.Close()) }()
	if changed = !strings.HasPrefix(p.loaded.Digest, t.Digest); !changed {
		cfg.Plan.Replay = &t.Replay
	}
	return changed, p.explore(ctx, cfg, l)
}
