package cli

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
	"racekit/grader/report/exploration"
	"racekit/grader/verdict"
	"racekit/grader/workspace"
)

// exploreOptions are the flags of explore.
type exploreOptions struct {
	run       string
	time      time.Duration
	schedules int
	seed      uint64
	bounds    []int
	steps     int
	jobs      int
	without   []string
	noRace    bool
	json      bool
	verbose   bool
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
			"and so on, then random ones, until the budget is used up. It shows the simplest schedule that fails.\n" +
			"No test waits for a clock: time is virtual. The packages need no change; they are only read.\n\n" +
			"It exits with 0 if nothing was found, with 1 if a schedule fails, with 2 if it was called wrongly or a\n" +
			"package does not compile, with 3 if it could not do its job, and with 4 if a package uses what cannot\n" +
			"be controlled (the network, other processes, cgo, reflect.Select, ...).",
		Example: "  racekit explore                         the package in this folder\n" +
			"  racekit explore ./queue --run TestPop   some tests of another\n" +
			"  racekit explore ./... --time 10s        longer\n" +
			"  racekit explore --schedules 5000        the same on every machine",
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
	f.DurationVar(&o.time, "time", defaultTime, "budget of each test in time on the clock")
	f.IntVar(&o.schedules, "schedules", 0, "budget of each test in schedules, instead of time")
	f.Uint64Var(&o.seed, "seed", 1, "where random choices come from")
	f.IntSliceVar(&o.bounds, "preemptions", []int{0, 1, 2}, "numbers of preemptions to search completely, in turn")
	f.IntVar(&o.steps, "steps", 0, "bound of steps of one schedule (default: 20,000 or 20 times the first)")
	f.IntVar(&o.jobs, "jobs", 0, "processes at one time (default: one for each processor)")
	f.StringSliceVar(&o.without, "without", nil, "leave out parts: bounded, unbounded, lockstep, pct, sampler, pruning, early, memory, or a verdict such as 'data race'")
	f.BoolVar(&o.noRace, "no-race", false, "without the race detector, where there is no C compiler; data races are then not looked for")
	f.BoolVar(&o.json, "json", false, "print the results as JSON objects, one a line")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "also say how each stage of the search went")
	return c
}

// validate refuses values that mean nothing.
func (o exploreOptions) validate() error {
	switch {
	case o.schedules < 0:
		return usage(fmt.Errorf("--schedules %d: name a number of schedules, or leave it out", o.schedules))
	case o.time <= 0:
		return usage(fmt.Errorf("--time %s: name a duration such as 2s", o.time))
	case o.steps < 0:
		return usage(fmt.Errorf("--steps %d: name a number of steps, or leave it out", o.steps))
	case o.jobs < 0 || o.jobs > maxJobs:
		return usage(fmt.Errorf("--jobs %d: name a number of processes up to %d, or leave it out", o.jobs, maxJobs))
	}
	for _, b := range o.bounds {
		if b < 0 || b > 100 {
			return usage(fmt.Errorf("--preemptions %d: name numbers from 0 to 100", b))
		}
	}
	for _, part := range o.without {
		if !explore.CanLeaveOut(part) {
			return usage(fmt.Errorf("--without %q: there is no such part; 'racekit explore --help' lists them", part))
		}
	}
	return nil
}

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
		Dir: w.Dir, Patterns: patterns, Race: !o.noRace, Jobs: o.jobs, Env: w.Env, Scratch: scratch,
		Plan: outcome.Plan{
			Seed: o.seed, Schedules: o.schedules, Time: o.time, Bounds: o.bounds, Steps: o.steps,
			Without: o.without, Count: countedAfter, Bytes: explore.DefaultBytes,
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
	show := w.exploration(o, lang)
	if err := explore.Run(ctx, cfg, show); err != nil {
		return errors.Join(exploreError(err), show.Close())
	}
	if err := show.Close(); err != nil {
		return fmt.Errorf("writing the results: %w", err)
	}
	if show.Failed() > 0 {
		return errBelow
	}
	return nil
}

// exploration is the renderer that the flags ask for.
func (w World) exploration(o exploreOptions, lang verdict.Lang) *exploration.Handler {
	width, live := w.terminal(w.Stdout)
	_, progressLive := w.terminal(w.Stderr)
	return exploration.New(w.Stdout, exploration.Options{
		Lang: lang, Width: width, Color: live && w.getenv("NO_COLOR") == "" && w.getenv("TERM") != "dumb",
		JSON: o.json, Verbose: o.verbose, Progress: w.Stderr, ProgressLive: progressLive && !o.json,
		Program: w.Program, Dir: w.Dir,
	})
}

// exploreError tells what is the caller's to mend from what is ours.
func exploreError(err error) error {
	var compile *rewrite.CompileError
	switch {
	case errors.As(err, &compile), errors.Is(err, rewrite.ErrNoPackages), errors.Is(err, rewrite.ErrNoTests),
		errors.Is(err, explore.ErrNoMatch), errors.Is(err, explore.ErrToken):
		return usage(fmt.Errorf("%w; nothing was explored", err))
	case errors.Is(err, explore.ErrRefused):
		return refused{err}
	}
	return err
}

// refused marks an error as one that means exit code 4.
type refused struct{ error }

func (r refused) Unwrap() error { return r.error }
