package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
	"racekit/grader/report/exploration"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
	"racekit/grader/workspace"
)

// exploreOptions are the flags of explore.
type exploreOptions struct {
	run       string
	tags      []string
	allow     []string
	time      time.Duration
	schedules int
	seed      uint64
	bounds    []int
	steps     int
	jobs      int
	memory    int
	without   []string
	noRace    bool
	json      bool
	verbose   bool
	// replaying: it is a token that was given, not packages.
	replaying bool
}

// defaultTime is the budget of a test where no other is given.
const defaultTime = 2 * time.Second

func exploreCommand(w World) *cobra.Command {
	var o exploreOptions
	c := &cobra.Command{
		Use:   "explore [package...]",
		Short: "run the tests of any package under every schedule",
		Long: "Explore rewrites Go packages so that a scheduler of its own controls every goroutine, channel, lock\n" +
			"and timer, and runs each test again and again: all schedules with no preemption, with one, with two,\n" +
			"then all that there are, then random ones, until the budget is used up. It shows the simplest schedule\n" +
			"that fails. No test waits for a clock: time is virtual. The packages need no change; they are only read.\n" +
			"TestMain, benchmarks, examples and fuzz tests are not run.\n\n" +
			"It exits with 0 if nothing was found, with 1 if a schedule fails, with 2 if it was called wrongly, a\n" +
			"package does not compile or there are no tests, with 3 if it could not do its job, and with 4 if\n" +
			"nothing failed but something was refused because it uses what cannot be controlled (the network,\n" +
			"other processes, cgo, reflect.Select, ...), and is not allowed by --allow.",
		Example: "  racekit explore                         the package in this folder\n" +
			"  racekit explore ./queue --run TestPop   some tests of another\n" +
			"  racekit explore ./... --time 10s        longer\n" +
			"  racekit explore --schedules 5000        the same on every machine\n" +
			"  racekit explore --json                  for programs: 'go doc racekit/grader/report/exploration'",
		RunE: func(c *cobra.Command, patterns []string) error {
			asked, _ := c.Flags().GetString("lang")
			lang, err := w.lang(asked)
			if err != nil {
				return err
			}
			return w.explore(c.Context(), o, lang, patterns)
		},
	}
	f := c.Flags()
	f.StringVar(&o.run, "run", "", "only tests whose names match this `regexp`")
	f.StringSliceVar(&o.tags, "tags", nil, "build tags, as for go build")
	f.StringSliceVar(&o.allow, "allow", nil, allowUsage)
	f.DurationVar(&o.time, "time", defaultTime, "budget of each test in time on the clock")
	f.IntVar(&o.schedules, "schedules", 0, "budget of each test in schedules, instead of time")
	f.Uint64Var(&o.seed, "seed", 1, "where random choices come from")
	f.IntSliceVar(&o.bounds, "preemptions", []int{0, 1, 2}, "numbers of preemptions to search completely, in turn")
	f.IntVar(&o.steps, "steps", 0, "bound of steps of one schedule; one that reaches it counts as endless (default: 20 times the first, at least 20,000)")
	f.IntVar(&o.jobs, "jobs", 0, "processes at one time (default: one for each processor)")
	f.IntVar(&o.memory, "memory", explore.DefaultBytes>>20, "bound of memory of an explored program, in `MiB`")
	f.StringSliceVar(&o.without, "without", nil, "leave out parts: bounded, unbounded, lockstep, pct, sampler, pruning, early, memory, or a verdict such as 'data race'")
	f.BoolVar(&o.noRace, "no-race", false, "without the race detector, where there is no C compiler; data races are then not looked for")
	f.BoolVar(&o.json, "json", false, "print the results as JSON objects, one a line")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "also say how each stage of the search went, and what is not run")
	return c
}

// allowUsage is what explore and replay say of their flag.
const allowUsage = "call these for real instead of refusing them: packages (net) or functions (net.DialUDP); that they do the same\neach time, and wait for no goroutine of the test, is your word"

// validate refuses values that mean nothing.
func (o exploreOptions) validate() error {
	switch {
	case o.schedules < 0 || o.schedules > maxSchedules:
		return usage(fmt.Errorf("--schedules %d: name a number of schedules up to %d, or leave it out", o.schedules, maxSchedules))
	case o.time <= 0:
		return usage(fmt.Errorf("--time %s: name a duration such as 2s", o.time))
	case o.steps != 0 && o.steps < leastSteps:
		return usage(fmt.Errorf("--steps %d: name at least %d, or leave it out", o.steps, leastSteps))
	case o.jobs < 0 || o.jobs > maxJobs:
		return usage(fmt.Errorf("--jobs %d: name a number of processes up to %d, or leave it out", o.jobs, maxJobs))
	}
	if o.memory < leastMemory || o.memory > maxMemory {
		return usage(fmt.Errorf("--memory %d: name a number of MiB from %d to %d", o.memory, leastMemory, maxMemory))
	}
	for _, b := range o.bounds {
		if b < 0 || b > 100 {
			return usage(fmt.Errorf("--preemptions %d: name numbers from 0 to 100", b))
		}
	}
	for _, part := range o.without {
		if !slices.Contains(outcome.Parts(), part) {
			return usage(fmt.Errorf("--without %q: there is no such part; 'racekit explore --help' lists them", part))
		}
	}
	return nil
}

// leastSteps is the smallest bound of steps: what reaches it is reported as endless.
const leastSteps = 1000

// The bounds of the bound of memory, in MiB: the explorer itself needs some.
const (
	leastMemory = 128
	maxMemory   = 1 << 20
)

// countedAfter is how many schedules are executed after the first that fails.
const countedAfter = 200

// config is what the flags ask for.
func (w World) exploreConfig(o exploreOptions, patterns []string) (explore.Config, error) {
	var cfg explore.Config
	if err := o.validate(); err != nil {
		return cfg, err
	}
	scratch, err := workspace.Base(w.getenv)
	if err != nil {
		return cfg, err
	}
	cfg = explore.Config{
		Dir: w.Dir, Patterns: patterns, Tags: o.tags, Allow: o.allow, Race: !o.noRace, Jobs: o.jobs, Env: w.Env, Scratch: scratch,
		Plan: outcome.Plan{
			Seed: o.seed, Schedules: o.schedules, Time: o.time, Bounds: o.bounds, Steps: o.steps,
			Without: o.without, Count: countedAfter, Bytes: uint64(o.memory) << 20,
		},
	}
	if o.schedules > 0 {
		cfg.Plan.Time = 0
	}
	if o.run != "" {
		if cfg.Run, err = regexp.Compile(o.run); err != nil {
			return cfg, usage(fmt.Errorf("--run %s: %w", o.run, err))
		}
	}
	return cfg, nil
}

func (w World) explore(ctx context.Context, o exploreOptions, lang verdict.Lang, patterns []string) error {
	cfg, err := w.exploreConfig(o, patterns)
	if err != nil {
		return err
	}
	show := w.exploration(o, lang, cfg)
	show.Building()
	return w.explored(ctx, explore.Run(ctx, cfg, show), show)
}

// explored ends the report, and turns how the exploration ended into an error.
func (w World) explored(ctx context.Context, err error, show *exploration.Handler) error {
	closed := show.Close(err)
	switch {
	case err != nil && ctx.Err() == nil && errors.Is(err, explore.ErrRefused) && show.Failed() > 0:
		fmt.Fprintf(w.Stderr, "racekit: %v\n", err) // what failed is the graver news
	case err != nil && ctx.Err() == nil && errors.Is(err, explore.ErrInit):
		fmt.Fprintf(w.Stderr, "racekit: %v; explored packages are one program: leave that package out to explore the others\n", err)
		return errBelow
	case err != nil:
		return errors.Join(exploreError(err), closed)
	}
	if closed != nil {
		return fmt.Errorf("writing the results: %w", closed)
	}
	if show.Failed() > 0 {
		return errBelow
	}
	return nil
}

// exploration is the renderer that the flags ask for.
func (w World) exploration(o exploreOptions, lang verdict.Lang, cfg explore.Config) *exploration.Handler {
	width, live := w.terminal(w.Stdout)
	show := exploration.Options{
		Lang: lang, Width: width, Color: live && w.getenv("NO_COLOR") == "" && w.getenv("TERM") != "dumb",
		JSON: o.json, Verbose: o.verbose, Replay: w.replayCommand(o), Dir: w.Dir, Token: o.replaying, Race: cfg.Race, Plan: cfg.Plan,
	}
	if !o.json {
		show.Progress = w.Stderr
		if width, live := w.terminal(w.Stderr); live {
			show.ProgressWidth = cmp.Or(width, exploration.DefaultWidth)
		}
	}
	return exploration.New(w.Stdout, show)
}

// replayCommand is what a person types to replay a token: what this call asked for holds
// there too.
func (w World) replayCommand(o exploreOptions) string {
	words := []string{term.Shell(cmp.Or(w.Program, "racekit")), "replay"}
	if o.noRace {
		words = append(words, "--no-race")
	}
	if len(o.tags) > 0 {
		words = append(words, term.Shell("--tags="+strings.Join(o.tags, ",")))
	}
	if len(o.allow) > 0 {
		words = append(words, term.Shell("--allow="+strings.Join(o.allow, ",")))
	}
	return strings.Join(words, " ")
}

// exploreError tells what is the caller's to mend from what is ours.
func exploreError(err error) error {
	var compile *rewrite.CompileError
	switch {
	case errors.As(err, &compile):
		return usage(fmt.Errorf("%s does not compile: %w; nothing was explored", compile.Package, err))
	case errors.Is(err, rewrite.ErrNoPackages):
		return usage(fmt.Errorf("%w; name packages as for go test: ./... is all below this folder", err))
	case errors.Is(err, rewrite.ErrNoTests):
		return usage(fmt.Errorf("%w: there is no func TestX(t *testing.T) in a file x_test.go; nothing was explored", err))
	case errors.Is(err, rewrite.ErrList), errors.Is(err, explore.ErrNoMatch), errors.Is(err, explore.ErrToken), errors.Is(err, explore.ErrElsewhere):
		return usage(fmt.Errorf("%w; nothing was explored", err))
	case errors.Is(err, explore.ErrRefused):
		return refused{err}
	}
	return err
}

// refused marks an error as one that means exit code 4.
type refused struct{ error }

func (r refused) Unwrap() error { return r.error }
