// Package check proves to authors that their exercises grade as they should: that the
// untouched stub fails every test, that the solution and every other right answer
// passes them all, and that every mutant is killed, with a verdict that it declares,
// at a line that it marks. Every test earns its place by a mutant that it alone kills,
// and at the end a matrix says what killed the mutants: the race detector, a proof, time,
// a result, or the explorer alone. It also does the checks that need no execution: metadata,
// digests, texts in both languages, the mirror between exercise and solution, files
// that are nobody's.
//
// A mutant is killed if the grading does not pass it, it lived if the grading does,
// and it is not viable if it does not compile though it does not declare that. One
// with means = "explorer" is found every time by a controlled schedule only.
package check

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/confine"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// Config is what to check, and how.
type Config struct {
	// Root is the kit's root.
	Root string
	// Slugs are the exercises to check, by default all.
	Slugs []string
	// Write rewrites first what follows from other files: the digest list, the course in
	// exercises/README.md, and the solutions' copies of tests and kit files.
	Write bool
	// Fast leaves out the executions.
	Fast bool
	// Repeat is how often each answer is graded, each time with another seed; by
	// default once.
	Repeat int
	// Together is how many gradings run at one time, by default 2. Runs and Jobs are
	// those of each grading.
	Together, Runs, Jobs int
	// RequireTier is that of each grading.
	RequireTier confine.Tier
	// Scratch is the folder for scratch modules, Env the environment for the
	// toolchain.
	Scratch string
	Env     []string
	// Grade grades once with each seed. It is grade.Repeat, unless a test has recorded
	// gradings.
	Grade func(ctx context.Context, cfg grade.Config, seeds []uint64, handler func(seed uint64) verdict.Handler) error
	// Wrote is told of each file that was rewritten, Graded of each answer that was
	// graded: how many there were, of how many. Calls come one at a time.
	Wrote  func(file string)
	Graded func(done, of int)
}

// ErrNoSolutions says that there is nothing to prove the exercises with.
var ErrNoSolutions = errors.New("the kit has no solutions")

// together is how many gradings run at one time: one builds while another executes.
const together = 2

func (c *Config) defaults() {
	if c.Repeat == 0 {
		c.Repeat = 1
	}
	if c.Together == 0 {
		c.Together = together
	}
	if c.Grade == nil {
		c.Grade = grade.Repeat
	}
	if c.Wrote == nil {
		c.Wrote = func(string) {}
	}
	if c.Graded == nil {
		c.Graded = func(int, int) {}
	}
}

// Run checks. What is wrong with the exercises is in the report; an error says that
// they could not be checked, and the report then holds what was found by then. If ctx
// ends first, the report says Interrupted, and that is no error.
func Run(ctx context.Context, cfg Config) (Report, error) {
	began := time.Now()
	cfg.defaults()
	c := checker{cfg: cfg, report: Report{Repeat: cfg.Repeat}}
	err := c.all(ctx)
	c.report.Interrupted = ctx.Err() != nil
	c.report.Millis = time.Since(began).Milliseconds()
	c.report.sort()
	c.report.Kills = c.report.matrix()
	if c.report.Interrupted {
		return c.report, nil
	}
	return c.report, err
}

// checker is a check under way.
type checker struct {
	cfg    Config
	kit    *catalog.Kit
	chosen []catalog.Exercise
	report Report
}

// all checks what needs no execution, and then the rest.
func (c *checker) all(ctx context.Context) error {
	if err := c.solutions(); err != nil {
		return err
	}
	kit, err := catalog.Load(c.cfg.Root)
	if err != nil {
		c.say(err) // of every exercise: one that is broken keeps all from being loaded
		return nil
	}
	c.kit = kit
	if err := c.choose(); err != nil {
		return err
	}
	if c.cfg.Write {
		if err := c.write(); err != nil {
			return err
		}
	}
	current := c.static()
	sets := c.load()
	if c.cfg.Fast || !current {
		return nil
	}
	return c.execute(ctx, sets)
}

func (c *checker) solutions() error {
	info, err := os.Stat(filepath.Join(c.cfg.Root, answers.Folder))
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir():
		return fmt.Errorf("checking: %w in %s/, and without them nothing can be proved (grading works all the same); bring them back: git checkout -- %s", ErrNoSolutions, answers.Folder, answers.Folder)
	case err != nil:
		return fmt.Errorf("checking: %w", err)
	}
	return nil
}

// choose looks up the exercises to check.
func (c *checker) choose() error {
	if len(c.cfg.Slugs) == 0 {
		c.chosen = c.kit.Exercises
	}
	wanted := map[string]bool{}
	for _, slug := range c.cfg.Slugs {
		if _, err := c.kit.Lookup(slug); err != nil {
			return err
		}
		wanted[slug] = true
	}
	for _, ex := range c.kit.Exercises {
		if wanted[ex.Slug] {
			c.chosen = append(c.chosen, ex)
		}
	}
	for _, ex := range c.chosen {
		c.report.Exercises = append(c.report.Exercises, Exercise{Slug: ex.Slug, Title: ex.Title})
	}
	return nil
}
