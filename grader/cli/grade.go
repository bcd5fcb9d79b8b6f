package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"racekit/grader/confine"
	"racekit/grader/grade"
	"racekit/grader/remember"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
	"racekit/grader/workspace"
)

// gradeOptions are the flags of grade.
type gradeOptions struct {
	dirs      []string
	runs      int
	schedules int
	seed      uint64
	jobs      int
	tier      int
	noRace    bool
	json      bool
	save      string
	sign      string
	junit     string
	failUnder int
	fresh     bool
}

func gradeCommand(w World) *cobra.Command {
	var o gradeOptions
	c := &cobra.Command{
		Use:   "grade [slug...]",
		Short: "grade all exercises, or those named",
		Long: "Grade builds the exercises in a scratch module, executes every test --runs times under the race\n" +
			"detector, explores --schedules schedules of those that pass, and reports the worst that was seen. Your\n" +
			"own files are only read. An exercise is named by its slug or by the path of its folder. What has not\n" +
			"changed since it was graded is not graded again, unless --fresh says so.\n\n" +
			"It exits with 0 when it is done, whatever the score; with --fail-under, with 1 if the score is below\n" +
			"the mark or an exercise does not count; with 2 if it was called wrongly, and with 3 if it could not\n" +
			"do its job.",
		Example: "  racekit grade                           all exercises\n" +
			"  racekit grade counter                   one, in detail\n" +
			"  racekit grade --dir ../alice            somebody else's files with this kit's tests\n" +
			"  for dir in alice bob; do racekit grade --dir $dir --save $dir.jsonl; done\n" +
			"                                          several, one after the other\n" +
			"  racekit grade --save result.jsonl       keep the results; 'racekit show result.jsonl' renders them",
		RunE: func(c *cobra.Command, slugs []string) error {
			root, lang, err := common(w, c)
			if err != nil {
				return err
			}
			return runGrade(c.Context(), w.repeating(c, lang), o, root, lang, w.slugs(slugs))
		},
	}
	f := c.Flags()
	f.StringArrayVar(&o.dirs, "dir", nil, "`folder` with the files to grade, laid out as exercises/SLUG/FILE or SLUG/FILE (default: the kit)")
	f.IntVar(&o.runs, "runs", grade.DefaultRuns, "executions of each test")
	f.IntVar(&o.schedules, "schedules", grade.DefaultSchedules, "schedules of each test to explore (0: none)")
	f.Uint64Var(&o.seed, "seed", grade.DefaultSeed, "where start orders and perturbations come from")
	f.IntVar(&o.jobs, "jobs", 0, "processes at one time (default: one for each processor)")
	tierFlag(c, &o.tier)
	f.BoolVar(&o.noRace, "no-race", false, "grade without the race detector, where there is no C compiler; does not count")
	f.BoolVar(&o.json, "json", false, "print the results as a stream of JSON objects, one a line")
	f.StringVar(&o.save, "save", "", "also write that stream to a `file`")
	f.StringVar(&o.sign, "sign", "", "sign that stream with the private key in a `file`; 'racekit verify' checks it")
	f.StringVar(&o.junit, "junit", "", "also write JUnit XML to a `file`")
	f.BoolVar(&o.fresh, "fresh", false, "grade again what has not changed since it was graded; with --dir or --sign, that is always so")
	f.IntVar(&o.failUnder, "fail-under", 0, "exit with 1 if the score is below this `percentage`, or if an exercise does not count (default: never)")
	return c
}

// What is more than these is a slip of the keyboard.
const (
	maxRuns = 100_000
	maxJobs = 1000
	// maxSchedules of a test take about an hour.
	maxSchedules = 100_000_000
)

// validate refuses values that mean nothing.
func (o gradeOptions) validate() error {
	switch {
	case len(o.dirs) > 1:
		return usage(oneFolder(o.dirs))
	case o.save == "-":
		return usage(errors.New("--save -: name a file; 'racekit grade --json' prints the results"))
	case o.junit == "-":
		return usage(errors.New("--junit -: name a file; 'racekit grade --json | racekit show --format junit -' prints JUnit"))
	case o.runs < 1:
		return usage(fmt.Errorf("--runs %d: at least 1 execution is needed", o.runs))
	case o.runs > maxRuns:
		return usage(fmt.Errorf("--runs %d: name at most %d", o.runs, maxRuns))
	case o.schedules < 0 || o.schedules > maxSchedules:
		return usage(fmt.Errorf("--schedules %d: name a number of schedules up to %d, or 0 for none", o.schedules, maxSchedules))
	case o.jobs < 0:
		return usage(fmt.Errorf("--jobs %d: name a number of processes, or leave it out", o.jobs))
	case o.jobs > maxJobs:
		return usage(fmt.Errorf("--jobs %d: name at most %d", o.jobs, maxJobs))
	case !isTier(o.tier):
		return usage(noTier(o.tier))
	case o.save != "" && filepath.Clean(o.save) == filepath.Clean(o.junit):
		return usage(fmt.Errorf("--save and --junit both name %s: name two files", o.save))
	case o.sign != "" && o.save == "" && !o.json:
		return usage(errNothingToSign)
	case o.sign != "" && slices.Contains([]string{filepath.Clean(o.save), filepath.Clean(o.junit)}, filepath.Clean(o.sign)):
		return usage(fmt.Errorf("--sign %s: the results would overwrite the key; name another file for them", o.sign))
	case o.failUnder < 0 || o.failUnder > 100:
		return usage(fmt.Errorf("--fail-under %d: name a percentage from 0 to 100", o.failUnder))
	}
	return nil
}

// oneFolder refuses several folders and says how to grade them all.
func oneFolder(dirs []string) error {
	var quoted []string
	for _, dir := range dirs {
		quoted = append(quoted, term.Shell(dir))
	}
	return fmt.Errorf("--dir was given %d times: a grading is of one folder at a time; all of them, one after the other:\n"+
		`  for dir in %s; do racekit grade --dir "$dir" --save "$(basename "$dir").jsonl"; done`,
		len(dirs), strings.Join(quoted, " "))
}

// memory has the verdicts of earlier gradings of the learner's own files. Those of others
// are decided anew: code of theirs has been executed here, and could have written some. So
// are those that are signed: a signature is to say more than that somebody once wrote them.
func (o gradeOptions) memory(scratch string) remember.Memory {
	if o.fresh || o.sign != "" || len(o.dirs) > 0 {
		return remember.Memory{}
	}
	return remember.In(filepath.Join(scratch, "verdicts"))
}

// dir is the folder to grade, "" for the kit.
func (o gradeOptions) dir() string { return strings.Join(o.dirs, "") }

func runGrade(ctx context.Context, w World, o gradeOptions, root string, lang verdict.Lang, slugs []string) (err error) {
	if err := o.validate(); err != nil {
		return err
	}
	scratch, err := workspace.Base(w.getenv)
	if err != nil {
		return err
	}
	key, err := w.signingKey(o, lang)
	if err != nil {
		return err
	}
	out, err := openOutputs(w, o, key, lang)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.close()) }()
	s, err := grade.Run(ctx, grade.Config{
		Memory: o.memory(scratch),
		Root:   root, Dir: o.dir(), Slugs: slugs, Runs: o.runs, Seed: o.seed, Jobs: o.jobs,
		Schedules: cmp.Or(o.schedules, -1), RequireTier: confine.Tier(o.tier), NoRace: o.noRace, Scratch: scratch, Env: w.Env,
	}, out.handler)
	switch {
	case err != nil:
		return err
	case s.Interrupted:
		return errInterrupted
	case len(s.NotGraded) > 0:
		return fmt.Errorf("grading: %d exercises could not be graded: %v", len(s.NotGraded), s.NotGraded)
	case o.failUnder > 0 && (s.Percent() < o.failUnder || len(s.NotCounted) > 0):
		return errBelow
	}
	return nil
}
