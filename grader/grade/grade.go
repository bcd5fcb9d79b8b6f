// Package grade conducts a grading: it takes the submissions, builds them in one
// scratch module, executes their tests, and hands the results to a verdict.Handler
// as they are decided. Everything that it does is done by the packages that it
// imports; what is here is the order of things, and what happens when one fails.
package grade

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"racekit/grader/admit"
	"racekit/grader/assemble"
	"racekit/grader/build"
	"racekit/grader/catalog"
	"racekit/grader/confine"
	"racekit/grader/digest"
	"racekit/grader/explain"
	"racekit/grader/explore"
	"racekit/grader/remember"
	"racekit/grader/submission"
	"racekit/grader/verdict"
	"racekit/grader/workspace"
)

// Config is what to grade, and how. The zero values of Dir, Slugs, Runs and Jobs mean
// the defaults.
type Config struct {
	// Root is the kit's root. Dir is the tree to grade, by default the kit itself.
	Root, Dir string
	// Slugs are the exercises to grade, by default all.
	Slugs []string
	// Runs is the number of executions of each test, by default DefaultRuns.
	Runs int
	// Seed is where start orders and perturbations come from.
	Seed uint64
	// Jobs is the number of processes at one time, by default 1 for each processor.
	Jobs int
	// Schedules is how many schedules of each test are explored, by default
	// DefaultSchedules; less than 0: none.
	Schedules int
	// Exploring bounds the processor time in which the schedules of one test are explored, by
	// default with DefaultExploring. A test that is over it hangs.
	Exploring time.Duration
	// NoRace grades without the race detector. Such a grading does not count.
	NoRace bool
	// RequireTier is how far the graded processes must be confined. They are confined as far
	// as this machine can in any case; if that is less than this, nothing is graded.
	RequireTier confine.Tier
	// Compiler bounds each process of the toolchain, by default with DefaultCompiler.
	Compiler confine.Bounds
	// Scratch is the folder for scratch modules.
	Scratch string
	// Env is the environment for the toolchain.
	Env []string
	// Memory has verdicts of earlier gradings, which are not decided again if nothing has
	// changed that they depend on. The zero value has none.
	Memory remember.Memory
	// Replace replaces files of the tree, by path ("counter/counter.go"): it grades
	// an answer of an author in place of a learner's. Nothing counts as untouched then.
	Replace map[string][]byte
	// Without are rules of admission that do not hold: the kit's own tests show by it what
	// each of them keeps out.
	Without []admit.Rule
}

// DefaultRuns is how often each test is executed. What three executions by luck do not show
// is for the explorer to find: with one execution all mutants of the exercises die as well.
const DefaultRuns = 3

// DefaultSchedules is how many schedules of each test are explored. It is a number and no
// time, so that the verdict is the same on every machine.
const DefaultSchedules = 1000

// DefaultExploring is many times what any test takes on any machine: it keeps a submission
// that computes in every schedule from holding up a class.
const DefaultExploring = 5 * time.Minute

// DefaultCompiler bounds a compiler or linker by many times what the largest package of the
// standard library takes.
func DefaultCompiler() confine.Bounds {
	return confine.Bounds{CPU: 2 * time.Minute, DataBytes: 4 << 30}
}

// DefaultSeed is the seed of a grading that names none. It is always the same, so that
// the same submission is graded in the same way.
const DefaultSeed = 1

// ErrUsage marks errors of the caller: an unknown exercise, a folder without a
// submission, metadata that is broken.
var ErrUsage = errors.New("wrong usage or input")

// asUsage marks an error as the caller's, leaving its words as they are.
func asUsage(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

type usageError struct{ error }

func (e usageError) Unwrap() []error { return []error{e.error, ErrUsage} }

// Run grades, and returns the summary that it gave to h last. If ctx ends before the
// grading does, what was decided is handed over, the rest is "not graded", and the
// summary says Interrupted; that is not an error.
func Run(ctx context.Context, cfg Config, h verdict.Handler) (verdict.Summary, error) {
	var last verdict.Summary
	err := Repeat(ctx, cfg, []uint64{cfg.Seed}, func(uint64) verdict.Handler { return keep{h, &last} })
	return last, err
}

// keep is a handler that remembers the summary.
type keep struct {
	verdict.Handler
	last *verdict.Summary
}

func (k keep) Summary(s verdict.Summary) error {
	*k.last = s
	return k.Handler.Summary(s)
}

// Repeat builds once and grades once with each seed, handing each grading to a handler
// of its own. It is how an author finds out how often a verdict comes out. Building is
// counted in the time of the first. It stops after a grading that was interrupted.
func Repeat(ctx context.Context, cfg Config, seeds []uint64, handler func(seed uint64) verdict.Handler) (err error) {
	began := time.Now()
	g, err := prepare(ctx, cfg)
	if err != nil {
		return err
	}
	var programs []program
	for i, seed := range seeds {
		h := handler(seed)
		g.begin(seed, h)
		if err := h.Start(g.start()); err != nil {
			return fmt.Errorf("reporting: %w", err)
		}
		if i == 0 {
			if err = g.recall(); err != nil {
				return err
			}
			if g.space, err = workspace.Open(g.cfg.Scratch); err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.space.Close()) }()
			programs, err = g.compile(ctx)
		}
		if err == nil {
			programs, err = g.executeAll(ctx, programs)
		}
		switch {
		case ctx.Err() != nil:
			return g.finish(explain.Interrupted(), true, began)
		case err != nil && !g.begun():
			return err
		case err != nil:
			// A fault of ours costs no result that is there already.
			return errors.Join(err, g.finish(explain.NoRun(err), false, began))
		}
		if err := g.finish(explain.NeverReported(), false, began); err != nil {
			return err
		}
		began = time.Now()
	}
	return nil
}

// begun reports whether any test was executed.
func (g *grading) begun() bool {
	return slices.ContainsFunc(g.entries, func(e *entry) bool {
		for _, h := range e.tests {
			if h.begun() {
				return true
			}
		}
		return false
	})
}

// grading is one grading under way.
type grading struct {
	cfg       Config
	kit       *catalog.Kit
	sums      digest.List
	toolchain build.Toolchain
	entries   []*entry
	report    *reporter
	space     *workspace.Space
	confine   confine.Confiner
	base      map[string][]byte
	// harness is the digest of base and of what an explored program is linked with.
	harness string
	// notices are told at the start.
	notices []verdict.Text
}

// prepare loads the catalogue, takes the submissions and asks for the toolchain.
func prepare(ctx context.Context, cfg Config) (*grading, error) {
	g := &grading{cfg: cfg}
	g.cfg.defaults()
	if err := g.findTier(); err != nil {
		return nil, err
	}
	probed := make(chan error, 1)
	go func() {
		t, err := build.Probe(ctx, cfg.Env)
		g.toolchain = t
		probed <- err
	}()
	err := g.take()
	if probeErr := <-probed; err == nil {
		err = probeErr
	}
	if err != nil {
		return nil, err
	}
	g.confine.Read = []string{filepath.Join(g.toolchain.Root, "lib", "time")} // for time.LoadLocation
	if err := g.toolchain.Race(); err != nil && !cfg.NoRace {
		return nil, fmt.Errorf("grading: %w. Without it, 'racekit grade --no-race' still checks results, deadlocks, leaks and overlap, but does not count", err)
	}
	if err := g.takeHarness(); err != nil {
		return nil, err
	}
	if cfg.NoRace {
		g.notices = append(g.notices, verdict.Text{
			En: "The race detector is off: data races are not seen, and this grading does not count.",
			Ja: "競合検出器を使っていません。データ競合は検出されず、この採点結果は集計対象外です。",
		})
	}
	return g, nil
}

// takeHarness reads the kit's own part of what is built.
func (g *grading) takeHarness() (err error) {
	if g.base, err = assemble.Base(g.cfg.Root); err != nil {
		return err
	}
	linked, err := explore.Sources()
	if err != nil {
		return fmt.Errorf("reading the explorer's sources: %w", err)
	}
	maps.Copy(linked, g.base)
	g.harness = digest.OfFiles(linked)
	return nil
}

// findTier finds how far this machine can confine processes. It is never less than what
// is asked for: a grading that needs it is not done without.
func (g *grading) findTier() error {
	c, why, err := confine.New()
	if err != nil {
		return fmt.Errorf("grading: %w", err)
	}
	if c.Tier < g.cfg.RequireTier {
		return fmt.Errorf("grading: %w: %s is required, and there is %s: %s. Nothing was executed. "+
			"'What a submission can do' in README.md says what each tier needs", confine.ErrTier, g.cfg.RequireTier, c.Tier, why)
	}
	g.confine = c
	return nil
}

func (c *Config) defaults() {
	if c.Runs == 0 {
		c.Runs = DefaultRuns
	}
	if c.Schedules == 0 {
		c.Schedules = DefaultSchedules
	}
	if c.Exploring == 0 {
		c.Exploring = DefaultExploring
	}
	if c.Compiler == (confine.Bounds{}) {
		c.Compiler = DefaultCompiler()
	}
	if c.Dir == "" {
		c.Dir = c.Root
	}
	if c.Jobs == 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
}

// take loads the catalogue and takes the submissions for the chosen exercises.
func (g *grading) take() error {
	kit, err := catalog.Load(g.cfg.Root)
	if err != nil {
		return asUsage(err)
	}
	g.kit = kit
	if g.sums, err = digest.Read(g.cfg.Root); err != nil {
		return asUsage(err)
	}
	changes, err := g.sums.Changed(g.cfg.Root)
	if err != nil {
		return err
	}
	chosen := kit.Exercises
	if len(g.cfg.Slugs) > 0 {
		if chosen, err = choose(kit, g.cfg.Slugs); err != nil {
			return asUsage(err)
		}
	}
	tree, err := submission.Open(g.cfg.Dir, kit.Exercises)
	if err != nil {
		return asUsage(err)
	}
	for _, ex := range chosen {
		e, err := g.newEntry(ex, tree, changes)
		if err != nil {
			return err
		}
		g.entries = append(g.entries, e)
	}
	return nil
}

// choose looks the slugs up and returns the exercises in the order of the course.
func choose(kit *catalog.Kit, slugs []string) ([]catalog.Exercise, error) {
	wanted := map[string]bool{}
	var errs []error
	for _, slug := range slugs {
		if _, err := kit.Lookup(slug); err != nil {
			errs = append(errs, err)
		}
		wanted[slug] = true
	}
	var chosen []catalog.Exercise
	for _, ex := range kit.Exercises {
		if wanted[ex.Slug] {
			chosen = append(chosen, ex)
		}
	}
	return chosen, errors.Join(errs...)
}

func (g *grading) start() verdict.Start {
	s := verdict.Start{
		Version: verdict.Version, Kit: g.sums.ID(), Harness: g.harness, Go: g.toolchain.Version + " " + g.toolchain.Platform,
		Race: !g.cfg.NoRace, Leaks: g.toolchain.Leaks, Seed: g.cfg.Seed, Runs: g.cfg.Runs, Tier: g.confine.Tier.String(), Notices: g.notices,
		Schedules: max(g.cfg.Schedules, 0), Fresh: g.cfg.Memory == (remember.Memory{}),
	}
	if g.cfg.Dir != g.cfg.Root {
		s.Dir = g.cfg.Dir
	}
	for _, e := range g.entries {
		s.Slugs = append(s.Slugs, e.ex.Slug)
	}
	return s
}

// begin makes everything ready for a grading with this seed.
func (g *grading) begin(seed uint64, h verdict.Handler) {
	g.cfg.Seed = seed
	g.report = &reporter{h: h}
	for _, e := range g.entries {
		e.forget(g.cfg.Runs)
	}
}

// executeAll executes every program, and returns the programs for the next time: one
// that had to be taken apart stays so.
func (g *grading) executeAll(ctx context.Context, programs []program) ([]program, error) {
	var next []program
	for _, p := range programs {
		parts, err := g.decide(ctx, p)
		if err != nil {
			return nil, err
		}
		next = append(next, parts...)
	}
	return next, nil
}
