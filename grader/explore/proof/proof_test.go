package proof_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

// full makes the proofs as long as the claims say; without it they are short enough for
// "make test".
var full = flag.Bool("full", false, "as many schedules as the claims say")

// collector takes down what an exploration finds.
type collector struct {
	mu    sync.Mutex
	list  explore.Listing
	tests map[string]result
}

// result is that of one test.
type result struct {
	explore.Test
	Res   outcome.Test
	Token string
}

func (c *collector) Loaded(l explore.Listing) { c.list = l }
func (*collector) Progress(outcome.Progress)  {}
func (c *collector) Test(t explore.Test, res outcome.Test, token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tests[t.Name] = result{t, res, token}
}

// run explores packages below testdata.
func run(t *testing.T, plan outcome.Plan, tests string, dirs ...string) *collector {
	t.Helper()
	c := &collector{tests: map[string]result{}}
	cfg := explore.Config{
		Dir: "..", Patterns: dirs, Plan: plan, Race: true, Env: os.Environ(), Scratch: scratch(t),
	}
	if tests != "" {
		cfg.Run = regexp.MustCompile(tests)
	}
	require.NoError(t, explore.Run(context.Background(), cfg, c))
	return c
}

// scratch is one folder for all proofs, so that the build cache serves them.
func scratch(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	return filepath.Join(cache, "racekit", "proof")
}

// folders are the packages below a folder of testdata.
func folders(t *testing.T, name string) []string {
	t.Helper()
	var dirs []string
	require.NoError(t, filepath.WalkDir(filepath.Join("..", "testdata", name), func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "_test.go") {
			dir, _ := filepath.Rel("..", filepath.Dir(path))
			if dir = "./" + filepath.ToSlash(dir); !slices.Contains(dirs, dir) {
				dirs = append(dirs, dir)
			}
		}
		return err
	}))
	require.NotEmpty(t, dirs)
	return dirs
}

// wanted reads the "// want:" line above a test.
func wanted(t *testing.T, file string, line int) []string {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	in, at, want := bufio.NewScanner(f), 0, ""
	for in.Scan() {
		if at++; at >= line {
			break
		}
		if rest, ok := strings.CutPrefix(in.Text(), "// want: "); ok {
			want = rest
		} else if !strings.HasPrefix(in.Text(), "//") {
			want = ""
		}
	}
	var all []string
	for _, v := range strings.Split(want, ",") {
		all = append(all, strings.TrimSpace(v))
	}
	return all
}

// describe is a failure in a line.
func describe(r result) string {
	f := r.Res.Failure
	if f == nil {
		return fmt.Sprintf("nothing found (%d schedules, refused %v, skipped %q)", r.Res.Coverage.Schedules, r.Res.Refused, r.Res.Skipped)
	}
	text := fmt.Sprintf("%s (also %v) in schedule %d, %d preemptions", f.Class, f.Also, f.Schedule, f.Preemptions)
	for _, m := range f.Messages {
		text += "; " + m.Text
	}
	if f.Panic != "" {
		text += "; " + f.Panic + "\n" + f.Stack
	}
	return text
}

// isKernel reports whether a test is of a kernel, with its bug or without.
func isKernel(one explore.Test, suffix string) bool {
	return strings.Contains(one.Package, "/kernels/") && strings.HasSuffix(one.Func, suffix)
}

// Every kernel's bug is found, with the verdict that the kernel names, and nothing is
// found in its fixed twin.
func TestKernels(t *testing.T) {
	p := bugs(t)
	t.Run("bugs", func(t *testing.T) {
		begun := time.Now()
		names := p.names(func(one explore.Test) bool { return isKernel(one, "Bug") })
		for name, r := range p.explore(t, outcome.Plan{Seed: 1, Schedules: 20_000}, names) {
			want := wanted(t, r.File, r.Line)
			switch f := r.Res.Failure; {
			case f == nil, !slices.Contains(want, string(f.Class)):
				t.Errorf("%s: want %v, got %s", name, want, describe(r))
			case !f.Repeats:
				t.Errorf("%s: does not repeat: %s", name, describe(r))
			}
		}
		t.Logf("%d bugs in %s", len(names), time.Since(begun))
	})
	t.Run("twins", func(t *testing.T) {
		names := p.names(func(one explore.Test) bool { return isKernel(one, "Fixed") })
		rightful(t, p, names)
	})
}

// Nothing is found in correct algorithms.
func TestCorrect(t *testing.T) {
	p := algorithms(t)
	rightful(t, p, p.names(func(explore.Test) bool { return true }))
}

// rightful explores tests in which there is nothing to be found.
func rightful(t *testing.T, p *program, names []string) {
	t.Helper()
	schedules := 1000
	if *full {
		schedules = 100_000
	}
	begun, ran := time.Now(), 0
	slowest := result{}
	for name, r := range p.explore(t, outcome.Plan{Seed: 1, Schedules: schedules}, names) {
		c := r.Res.Coverage
		ran += c.Schedules
		if r.Res.Failure != nil || r.Res.Refused != nil || c.Diverged > 0 {
			t.Errorf("%s: want nothing, got %s, diverged %d", name, describe(r), c.Diverged)
		}
		if c.Fair && c.Complete {
			t.Errorf("%s: want no claim of all schedules where some are left out to be fair", name)
		}
		if c.Cut > 0 {
			t.Logf("%s: %d of %d schedules came to the bound of steps", name, c.Cut, c.Schedules)
		}
		if r.Res.Elapsed > slowest.Res.Elapsed {
			slowest = r
		}
	}
	t.Logf("%d tests, %d schedules in %s, the slowest %s in %s", len(names), ran, time.Since(begun), slowest.Name, time.Duration(slowest.Res.Elapsed))
}
