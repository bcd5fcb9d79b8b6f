// Package bench times edit-to-verdict: how long it takes from a changed file to a
// graded result, beside "go test -race -count=1" on the same packages in the same run.
// The machine's speed and load cancel out in the ratio of the two.
//
// It also times the explorer by itself: schedules a second, beside a bare hand-off between
// two goroutines; memory of long explorations; what a schedule costs by its size; and how
// soon it finds out that a mutant is wrong, beside "go test -race".
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"racekit/grader/catalog"
	"racekit/grader/process"
)

// Config is what to time.
type Config struct {
	// Root is the kit, Racekit the binary to time, Go the go command beside it.
	Root, Racekit, Go string
	// Rounds is how often each pair is timed, at least once; medians are reported.
	Rounds int
	// Exercise is the slug of the one that is timed by itself.
	Exercise string
	// Temp is an empty folder to work in.
	Temp string
	// Env is the environment for both commands.
	Env []string
	Out io.Writer
}

// The ratios that the kit aims at for solved exercises, with all executions and the explorer:
// of one, of all, and of all if nothing was changed since they were graded.
const (
	boundOne       = 0.75
	boundAll       = 0.5
	boundUnchanged = 0.05
)

// Run times every case and prints a table. Its error says that a command could not be
// run, not that it was slow.
func Run(ctx context.Context, cfg Config) error {
	kit, err := catalog.Load(cfg.Root)
	if err != nil {
		return err
	}
	all := kit.Slugs()
	fmt.Fprintf(cfg.Out, "edit-to-verdict, warm: medians of %d rounds, and the least and the largest ratio of a round;\n", cfg.Rounds)
	fmt.Fprint(cfg.Out, "both commands in turn; peak memory of the largest process\n\n")
	fmt.Fprintf(cfg.Out, "%-28s %12s %16s %7s %12s %10s %10s\n", "", "racekit", "go test -race", "ratio", "of a round", "racekit", "go test")
	for _, solved := range []bool{true, false} {
		state, one, whole, same := "stubs", 0., 0., 0.
		if solved {
			state, one, whole, same = "solved", boundOne, boundAll, boundUnchanged
		}
		tree := filepath.Join(cfg.Temp, state)
		if err := layTree(cfg.Root, tree, kit, solved); err != nil {
			return err
		}
		every := fmt.Sprintf("all %d, ", len(all))
		for _, p := range []pair{
			{name: cfg.Exercise + ", " + state, slugs: []string{cfg.Exercise}, bound: one},
			{name: every + state, slugs: all, bound: whole},
			{name: every + state + ", unchanged", slugs: all, bound: same, unchanged: true},
		} {
			p.cfg, p.tree, p.kit = cfg, tree, kit
			if err := p.row(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// row times a pair and prints what came out.
func (p pair) row(ctx context.Context) error {
	ours, theirs, err := p.samples(ctx)
	if err != nil {
		return err
	}
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = ours[i].took.Seconds() / theirs[i].took.Seconds()
	}
	slices.Sort(ratios)
	ratio, over := ratios[len(ratios)/2], ""
	if p.bound > 0 && ratio > p.bound {
		over = fmt.Sprintf("  over %.2f", p.bound)
	}
	a, b := median(ours), median(theirs)
	fmt.Fprintf(p.cfg.Out, "%-28s %10.0f ms %13.0f ms %7.2f %5.2f - %4.2f %6d MiB %6d MiB%s\n", p.name,
		ms(a.took), ms(b.took), ratio, ratios[0], ratios[len(ratios)-1], a.peak>>20, b.peak>>20, over)
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// sample is one timed command.
type sample struct {
	took time.Duration
	peak int64
}

// pair is what is timed side by side.
type pair struct {
	name  string
	cfg   Config
	tree  string
	kit   *catalog.Kit
	slugs []string
	// bound is the ratio that it should not be over, 0 for none. Unchanged: nothing is edited
	// in between, and what was graded is remembered.
	bound     float64
	unchanged bool
}

// samples times both commands in turn, after one round of each that is thrown away. A ratio
// is of two samples of one round: what slows the machine for a while slows both.
func (p pair) samples(ctx context.Context) (ours, theirs []sample, err error) {
	for round := -1; round < p.cfg.Rounds; round++ {
		one, err1 := p.timed(ctx, p.racekit(ctx))
		two, err2 := p.timed(ctx, p.goTest(ctx))
		if err := errors.Join(err1, err2); err != nil {
			return nil, nil, err
		}
		if round >= 0 {
			ours, theirs = append(ours, one), append(theirs, two)
		}
	}
	return ours, theirs, nil
}

// median is the sample of median time, with the largest memory of all.
func median(samples []sample) sample {
	sorted := slices.SortedFunc(slices.Values(samples), func(a, b sample) int { return int(a.took - b.took) })
	m := sorted[len(sorted)/2]
	for _, s := range samples {
		m.peak = max(m.peak, s.peak)
	}
	return m
}

func (p pair) racekit(ctx context.Context) *exec.Cmd {
	args := append([]string{"grade", "--kit", p.tree, "--json"}, p.slugs...)
	if !p.unchanged {
		args = append(args, "--fresh")
	}
	cmd := exec.CommandContext(ctx, p.cfg.Racekit, args...)
	cmd.Env = append(slices.Clone(p.cfg.Env), "RACEKIT_SCRATCH="+filepath.Join(p.cfg.Temp, "scratch"))
	return cmd
}

func (p pair) goTest(ctx context.Context) *exec.Cmd {
	args := []string{"test", "-race", "-count=1"}
	for _, slug := range p.slugs {
		args = append(args, "./exercises/"+slug)
	}
	cmd := exec.CommandContext(ctx, p.cfg.Go, args...)
	cmd.Env = p.cfg.Env
	return cmd
}

// edit changes the exercises, so that both commands have to compile and link.
func (p pair) edit() error {
	for _, slug := range p.slugs {
		ex, err := p.kit.Lookup(slug)
		if err != nil {
			return err
		}
		name := filepath.Join(p.tree, filepath.FromSlash(ex.Dir), ex.Files[0])
		// A new function changes the package's object file, so that nothing is up to date.
		n := time.Now().UnixNano()
		if err := appendTo(name, fmt.Sprintf("\nfunc Edit%d() int { return %d }\n", n, n)); err != nil {
			return err
		}
	}
	return nil
}

// timed edits the exercises, unless they are to stay unchanged, and runs cmd. A failing
// test is no error: stubs fail.
func (p pair) timed(ctx context.Context, cmd *exec.Cmd) (sample, error) {
	if !p.unchanged {
		if err := p.edit(); err != nil {
			return sample{}, err
		}
	}
	var said strings.Builder
	cmd.Dir, cmd.Stdout, cmd.Stderr = p.tree, io.Discard, &said
	began := time.Now()
	err := cmd.Run()
	s := sample{took: time.Since(began)}
	if ctx.Err() != nil {
		return s, context.Cause(ctx)
	}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 1) {
		return s, fmt.Errorf("timing %s: %w: %s", cmd, err, said.String())
	}
	s.peak = process.Peak(cmd.ProcessState)
	return s, nil
}

// layTree copies the kit to tree, with the solutions in place of the stubs if solved.
func layTree(root, tree string, kit *catalog.Kit, solved bool) error {
	for _, dir := range []string{"exercises", "grader"} {
		if err := os.CopyFS(filepath.Join(tree, dir), os.DirFS(filepath.Join(root, dir))); err != nil {
			return fmt.Errorf("copying the kit: %w", err)
		}
	}
	names := map[string]string{"go.mod": "go.mod", "go.sum": "go.sum"}
	for _, ex := range kit.Exercises {
		for _, file := range ex.Files {
			if solved {
				names[ex.Dir+"/"+file] = "solutions/" + ex.Slug + "/" + file
			}
		}
	}
	for to, from := range names {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(from)))
		if err != nil {
			return fmt.Errorf("copying the kit: %w", err)
		}
		if err := os.WriteFile(filepath.Join(tree, filepath.FromSlash(to)), content, 0o644); err != nil {
			return fmt.Errorf("copying the kit: %w", err)
		}
	}
	return nil
}

func appendTo(name, text string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("editing an exercise: %w", err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("editing an exercise: %w", err)
	}
	return nil
}
