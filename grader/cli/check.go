package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"racekit/grader/check"
	"racekit/grader/confine"
	"racekit/grader/grade"
	"racekit/grader/workspace"
)

// checkOptions are the flags of check.
type checkOptions struct {
	write, fast, json  bool
	repeat, runs, jobs int
	tier               int
}

func checkCommand(w World) *cobra.Command {
	var o checkOptions
	c := &cobra.Command{
		Use:   "check [slug...]",
		Short: "for authors: prove that stubs fail, right answers pass and mutants die",
		Long: "Check proves that exercises grade as they should. Of each it grades the untouched stub, which must\n" +
			"fail every test; the solution and all alternatives, which must score 100; and every mutant, which\n" +
			"must die with a verdict that it declares, at a line that it marks. Each test needs a mutant that it\n" +
			"alone kills. It also looks at metadata, digests, texts in both languages, the mirror between\n" +
			"exercises/ and solutions/, and files that are nobody's. At the end it says what killed the mutants.\n\n" +
			"The report is in English. It exits with 0 if all is right, with 1 if something is wrong, and with 2\n" +
			"if the kit has no solutions.",
		Example: "  racekit check                     all exercises\n" +
			"  racekit check counter             one\n" +
			"  racekit check --write --fast      after an edit: renew digests and mirrored files, execute nothing\n" +
			"  racekit check --repeat 200        how reliable are the verdicts? each answer is graded 200 times",
		RunE: func(c *cobra.Command, slugs []string) error {
			root, _, err := common(w, c)
			if err != nil {
				return err
			}
			return runCheck(c.Context(), w, o, root, w.slugs(slugs))
		},
	}
	f := c.Flags()
	f.BoolVar(&o.write, "write", false, "first renew exercises/digests.txt, the course in exercises/README*.md, and the solutions' copies of tests and kit files")
	f.BoolVar(&o.fast, "fast", false, "check what needs no execution, and nothing else")
	f.IntVar(&o.repeat, "repeat", 1, "gradings of each answer, each with another seed")
	f.IntVar(&o.runs, "runs", grade.DefaultRuns, "executions of each test in a grading")
	f.IntVar(&o.jobs, "jobs", 0, "processes at one time in a grading, of which two run at one time (default: one for each processor)")
	tierFlag(c, &o.tier)
	f.BoolVar(&o.json, "json", false, "print the report as one JSON object")
	return c
}

// validate refuses values that mean nothing.
func (o checkOptions) validate() error {
	switch {
	case o.repeat < 1:
		return usage(fmt.Errorf("--repeat %d: at least 1 grading is needed", o.repeat))
	case o.runs < 1:
		return usage(fmt.Errorf("--runs %d: at least 1 execution is needed", o.runs))
	case o.jobs < 0:
		return usage(fmt.Errorf("--jobs %d: name a number of processes, or leave it out", o.jobs))
	case !isTier(o.tier):
		return usage(noTier(o.tier))
	}
	return nil
}

func runCheck(ctx context.Context, w World, o checkOptions, root string, slugs []string) error {
	if err := o.validate(); err != nil {
		return err
	}
	scratch, err := workspace.Base(w.getenv)
	if err != nil {
		return err
	}
	p := tenths{last: -1, print: func(done, of int) { fmt.Fprintf(w.Stderr, "check: graded %d of %d answers\n", done, of) }}
	r, err := check.Run(ctx, check.Config{
		Root: root, Slugs: slugs, Write: o.write, Fast: o.fast, Repeat: o.repeat, Runs: o.runs, Jobs: o.jobs,
		RequireTier: confine.Tier(o.tier),
		Scratch:     scratch, Env: w.Env, Graded: p.at,
		Wrote: func(file string) { fmt.Fprintf(w.Stderr, "check: wrote %s\n", file) },
	})
	switch {
	case errors.Is(err, check.ErrNoSolutions):
		return usage(err)
	case err != nil && len(r.Exercises) == 0:
		return err // there is nothing to report
	}
	if err := errors.Join(err, print(w, o, r)); err != nil {
		return err
	}
	switch {
	case r.Interrupted:
		return errInterrupted
	case !r.OK():
		return errBelow
	}
	return nil
}

// print writes the report to standard output.
func print(w World, o checkOptions, r check.Report) error {
	if !o.json {
		return r.Text(w.Stdout)
	}
	out := json.NewEncoder(w.Stdout)
	out.SetIndent("", "  ")
	if err := out.Encode(r); err != nil {
		return fmt.Errorf("printing the report: %w", err)
	}
	return nil
}

// tenths passes on about ten of any number of steps, the first and the last included.
type tenths struct {
	print func(done, of int)
	last  int
}

func (t *tenths) at(done, of int) {
	if tenth := done * 10 / of; tenth > t.last {
		t.last = tenth
		t.print(done, of)
	}
}
