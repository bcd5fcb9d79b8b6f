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
	// Tags are build tags.
	Tags []string
	// Allow names what is called for real though it cannot be controlled, instead of being
	// refused: packages, or functions in them. That it repeats itself, and does not wait for
	// another goroutine of the test, is then the caller's word.
	Allow []string
	// Run selects tests by name; nil: all.
	Run *regexp.Regexp
	// Plan has the budget and the bounds. Tests are filled in.
	Plan outcome.Plan
	// Race: with the race detector.
	Race bool
	// Jobs is how many processes run at one time, 0: one for each processor.
	Jobs int
	// Go is the go command, "" for that in the PATH. Env is its environment. Scratch is the
	// folder for scratch modules.
	Go      string
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
	// Digest identifies the sources. Changed: they are not those of the token that is to be
	// replayed, so that the test is explored instead.
	Digest  string
	Changed bool
}

// ErrRefused says that something was refused: the listing names it.
var ErrRefused = errors.New("uses what cannot be controlled")

// ErrNoMatch says that no test has a name that was asked for.
var ErrNoMatch = errors.New("no test matches")

// ErrElsewhere says that a token is of a package that cannot be loaded from here.
var ErrElsewhere = errors.New("that package is not to be found from here; call it in the module that the token is of")

// Run explores. Its error is ErrRefused, wrapped, if the packages use what cannot be
// controlled; a *rewrite.CompileError, rewrite.ErrNoPackages, rewrite.ErrNoTests,
// rewrite.ErrList or ErrNoMatch for what is the caller's to mend; the context's if it
// ended; and anything else is our fault. That tests fail is no error.
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
	listing := Listing{Skipped: p.loaded.Skipped, Refusals: p.loaded.Refusals, Digest: p.loaded.Digest, Changed: p.changed}
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
		more := ""
		if len(hard) > 1 {
			more = fmt.Sprintf(" (and %d more)", len(hard)-1)
		}
		return fmt.Errorf("exploring %s: it %w: %s:%d: %s: %s%s", r.Package, ErrRefused, r.File, r.Line, r.What, r.Why, more)
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
			again := token(p.loaded.Digest, cfg.Plan, *rec.Test)
			if again != "" && cfg.Plan.Replay != nil {
				again = p.token.String()
			}
			l.Test(p.tests[rec.Test.Name], *rec.Test, again)
		}
	})
	if err != nil {
		return err
	}
	if refused > 0 {
		return fmt.Errorf("exploring: %d of %d tests refused: each %w", refused, len(names), ErrRefused)
	}
	return nil
}

// DefaultBytes is what an explored program may hold in memory.
const DefaultBytes = 2 << 30

// Replay executes the schedule of a token. If the sources are not those for which the
// token was made, it explores the test instead, and reports that they changed.
func Replay(ctx context.Context, cfg Config, t Token, l Listener) (changed bool, err error) {
	pkg, name, ok := t.split()
	if !ok {
		return false, fmt.Errorf("reading %q: %w", t, ErrToken)
	}
	cfg.Patterns = []string{pkg}
	cfg.Run = regexp.MustCompile("^" + regexp.QuoteMeta(name) + "$")
	cfg.Jobs, cfg.Plan.Seed = 1, t.Seed
	p, err := cfg.prepare(ctx)
	if errors.Is(err, rewrite.ErrNoPackages) || errors.Is(err, rewrite.ErrList) {
		return false, fmt.Errorf("replaying a test of %s: %w (%v)", pkg, ErrElsewhere, err)
	}
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, p.space.Close()) }()
	if p.changed = !strings.HasPrefix(p.loaded.Digest, t.Digest); !p.changed {
		p.token, cfg.Plan.Replay = t, &t.Replay
		if t.Late {
			cfg.Plan.Without = append(slices.Clone(cfg.Plan.Without), "early")
		}
	}
	err = p.explore(ctx, cfg, l)
	if errors.Is(err, ErrNoMatch) {
		err = fmt.Errorf("replaying: %w %s: package %s has no such test any more", ErrNoMatch, name, pkg)
	}
	return p.changed, err
}
