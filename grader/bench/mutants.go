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

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/process"
)

// Of the mutants, every explorerth of those that only the explorer finds each time is
// timed, and every nativeth of the others. nativeRuns and nativeTime bound how long go
// test may look for one.
const (
	explorerth = 2
	nativeth   = 9
	nativeRuns = 1000
	nativeTime = 10 * time.Second
)

// wrong is a mutant in a package of its own.
type wrong struct {
	answers.Mutant
	slug, pkg string
}

// Mutants times how long it takes the explorer, and go test -race, to find out that a
// mutant is wrong: from the start of the program to the first test that fails.
func Mutants(ctx context.Context, cfg Config) error {
	kit, err := catalog.Load(cfg.Root)
	if err != nil {
		return err
	}
	tree := filepath.Join(cfg.Temp, "mutants")
	sample, err := layMutants(cfg.Root, tree, kit)
	if err != nil {
		return err
	}
	var patterns []string
	for _, w := range sample {
		patterns = append(patterns, "./"+w.pkg)
	}
	x, err := link(ctx, cfg, tree, patterns, true)
	if err != nil {
		return err
	}
	fmt.Fprintf(cfg.Out, "\ntime to a verdict, %d of the mutants: the explorer; go test -race, up to %d times or %s\n\n", len(sample), nativeRuns, nativeTime)
	fmt.Fprintf(cfg.Out, "%-40s %-9s %12s %12s %8s\n", "", "means", "explorer", "go test", "ratio")
	var ratios []float64
	missed := 0
	for _, w := range sample {
		ours, found, err := x.untilFailure(ctx, w.pkg)
		if err != nil {
			return err
		}
		theirs, failed, err := untilFailure(ctx, cfg, tree, w.pkg)
		if err != nil {
			return err
		}
		ratio, note := ours.Seconds()/theirs.Seconds(), ""
		switch {
		case !found:
			note = "  the explorer misses it"
		case !failed:
			missed++
			note = "  go test misses it: the ratio is less"
		}
		if found {
			ratios = append(ratios, ratio)
		}
		fmt.Fprintf(cfg.Out, "%-40s %-9s %9.0f ms %9.0f ms %8.2f%s\n", w.slug+"/"+w.Name, w.Means, ms(ours), ms(theirs), ratio, note)
	}
	slices.Sort(ratios)
	if len(ratios) > 0 {
		fmt.Fprintf(cfg.Out, "\nratio: median %.2f, worst %.2f; go test missed %d of %d, the explorer %d\n",
			ratios[len(ratios)/2], ratios[len(ratios)-1], missed, len(sample), len(sample)-len(ratios))
	}
	return nil
}

// layMutants writes a module in which each mutant of the sample is a package, with the
// exercise's tests.
func layMutants(root, tree string, kit *catalog.Kit) (sample []wrong, err error) {
	var all []wrong
	for _, ex := range kit.Exercises {
		set, err := answers.Load(root, ex)
		if err != nil {
			return nil, err
		}
		for _, m := range set.Mutants {
			all = append(all, wrong{m, ex.Slug, "mutants/" + ex.Slug + "_" + m.Name})
		}
	}
	seen := map[answers.Means]int{}
	for _, w := range all {
		each := map[answers.Means]int{answers.Explorer: explorerth, answers.Native: nativeth}[w.Means]
		if seen[w.Means]++; (seen[w.Means]-1)%each == 0 {
			sample = append(sample, w)
		}
	}
	if err := os.CopyFS(filepath.Join(tree, "grader"), os.DirFS(filepath.Join(root, "grader"))); err != nil {
		return nil, fmt.Errorf("copying the kit: %w", err)
	}
	files := map[string][]byte{}
	for name, from := range map[string]string{"go.mod": "go.mod", "go.sum": "go.sum"} {
		if files[name], err = os.ReadFile(filepath.Join(root, from)); err != nil {
			return nil, fmt.Errorf("copying the kit: %w", err)
		}
	}
	for _, w := range sample {
		folder := filepath.Join(root, answers.Folder, w.slug)
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("copying the kit: %w", err)
			}
			own := fmt.Sprintf("%q", "racekit/"+answers.Folder+"/"+w.slug)
			files[w.pkg+"/"+filepath.Base(name)] = []byte(strings.ReplaceAll(string(text), own, fmt.Sprintf("%s %q", w.slug, "racekit/"+w.pkg)))
		}
		for name, text := range w.Files {
			files[w.pkg+"/"+name] = text
		}
	}
	return sample, writeModule(tree, files)
}

// errFound ends an exploration at the first failure.
var errFound = errors.New("found")

// untilFailure explores a package's tests until one fails.
func (x *explored) untilFailure(ctx context.Context, pkg string) (took time.Duration, found bool, err error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var names []string
	for _, t := range x.linked.Tests {
		if strings.TrimSuffix(t.Package, "_test") == "racekit/"+pkg {
			names = append(names, t.Name)
		}
	}
	begun := time.Now()
	e := explore.Execution{Binary: x.binary[true], Temp: x.temp, Plan: outcome.Plan{Seed: 1, Schedules: 1000, Bytes: explore.DefaultBytes}}
	err = e.Each(ctx, names, func(t outcome.Test, _ string) {
		if t.Failure != nil && !found {
			found, took = true, time.Since(begun)
			stop(errFound)
		}
	})
	if found {
		return took, true, nil
	}
	return time.Since(begun), false, err
}

// untilFailure runs a package's tests as go test -race does until one fails.
func untilFailure(ctx context.Context, cfg Config, tree, pkg string) (took time.Duration, failed bool, err error) {
	binary := filepath.Join(cfg.Temp, "native.test")
	build := exec.CommandContext(ctx, cfg.Go, "test", "-race", "-c", "-o", binary, "./"+pkg)
	build.Dir, build.Env = tree, cfg.Env
	if said, err := build.CombinedOutput(); err != nil {
		return 0, false, fmt.Errorf("building the tests of %s: %w: %s", pkg, err, said)
	}
	bounded, stop := context.WithTimeout(ctx, nativeTime)
	defer stop()
	cmd := exec.CommandContext(bounded, binary, "-test.failfast", fmt.Sprintf("-test.count=%d", nativeRuns))
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = filepath.Join(tree, pkg), cfg.Env, io.Discard, io.Discard
	process.Isolate(cmd)
	cmd.Cancel = func() error { return process.KillGroup(cmd) }
	begun := time.Now()
	err = cmd.Run()
	took = time.Since(begun)
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return took, false, context.Cause(ctx)
	case bounded.Err() != nil:
		return took, false, nil
	case err != nil && !errors.As(err, &exit):
		return took, false, fmt.Errorf("running the tests of %s: %w", pkg, err)
	}
	return took, err != nil, nil
}
