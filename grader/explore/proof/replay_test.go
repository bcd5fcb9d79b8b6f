package proof_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

// isBug reports whether a kernel has its bug.
func isBug(one explore.Test) bool { return strings.HasSuffix(one.Func, "Bug") }

// Each failure reproduces from its token, in a process of its own, whatever else the
// machine has to do.
func TestReplay_EveryFailureReproduces(t *testing.T) {
	want := 40
	if *full {
		want = 1000
	}
	p := bugs(t)
	failures := failures(t, p, want)
	half := len(failures) / 2
	for _, part := range []struct {
		name     string
		failures []result
	}{{"idle", failures[:half]}, {"under load", failures[half:]}} {
		t.Run(part.name, func(t *testing.T) {
			if part.name == "under load" {
				busy(t)
			}
			begun := time.Now()
			same := p.replays(t, part.failures)
			t.Logf("%d of %d reproduce, in %s", same, len(part.failures), time.Since(begun))
			assert.Equal(t, len(part.failures), same, "reproduced")
		})
	}
}

// failures explores the bugs of a program, in ever other ways, until there are so many.
func failures(t *testing.T, p *program, want int) []result {
	t.Helper()
	names := p.names(isBug)
	var all []result
	seen := map[string]bool{}
	for seed := uint64(1); len(all) < want; seed++ {
		// Depth first, each seed finds the same. At random, each finds another.
		plan := outcome.Plan{Seed: seed, Schedules: 500}
		if seed > 1 {
			plan.Without = []string{"bounded", "unbounded"}
		}
		before := len(all)
		some := spread(names, min(len(names), want))
		for _, r := range p.explore(t, plan, some) {
			if r.Token != "" && !seen[r.Token] {
				seen[r.Token] = true
				all = append(all, r)
			}
		}
		require.Greater(t, len(all), before, "seed %d found nothing new", seed)
	}
	return all[:want]
}

// spread picks n of the names, evenly.
func spread(names []string, n int) []string {
	some := make([]string, n)
	for i := range some {
		some[i] = names[i*len(names)/n]
	}
	return some
}

// replays executes each token in a process of its own and counts those that show the same.
func (p *program) replays(t *testing.T, failures []result) (same int) {
	t.Helper()
	shown := make([]outcome.Test, len(failures))
	var workers errgroup.Group
	workers.SetLimit(runtime.NumCPU())
	for i, r := range failures {
		workers.Go(func() error {
			token, err := explore.ParseToken(r.Token)
			if err != nil {
				return err
			}
			e := explore.Execution{Binary: p.binary, Temp: p.space.Temp, Plan: outcome.Plan{Replay: &token.Replay}}
			return e.Each(context.Background(), []string{token.Test}, func(res outcome.Test, _ string) { shown[i] = res })
		})
	}
	require.NoError(t, workers.Wait())
	for i, r := range failures {
		if want, got := fingerprint(r.Res), fingerprint(shown[i]); want != got {
			t.Errorf("%s: want %s, got %s", r.Token, want, got)
			continue
		}
		same++
	}
	return same
}

// fingerprint is what a replay must show again.
func fingerprint(t outcome.Test) string {
	f := t.Failure
	if f == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s %x in %d steps, repeats: %t", f.Class, f.Hash, f.Steps, f.Repeats)
}

// spinVar makes this test binary a process that does nothing but keep a processor busy.
const spinVar = "RACEKIT_PROOF_SPIN"

// busy keeps all processors occupied until the test ends.
func busy(t *testing.T) {
	t.Helper()
	for range runtime.NumCPU() {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), spinVar+"=1")
		in, err := cmd.StdinPipe() // closed when this process ends, however it does
		require.NoError(t, err)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		t.Cleanup(func() {
			in.Close()
			_ = cmd.Wait()
		})
		_, err = out.Read(make([]byte, 1)) // it spins
		require.NoError(t, err)
	}
}

// spin keeps one processor busy until standard input is closed.
func spin() {
	var ended atomic.Bool
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		ended.Store(true)
	}()
	fmt.Print(".")
	for !ended.Load() {
	}
}

// lost is a test with a lost update, twice what it is not: with another message, and right.
const lost = `package lost

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestLost(t *testing.T) {
	var n atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { %s })
	}
	wg.Wait()
	if n.Load() != 2 {
		t.Error("lost")
	}
}
`

// A token is for the sources that it was made for. For others it says so, and the test is
// explored anew.
func TestReplay_OfSourcesThatChanged(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	write("go.mod", "module lost\n\ngo 1.26\n")
	write("lost_test.go", fmt.Sprintf(lost, "n.Store(n.Load() + 1)"))
	cfg := explore.Config{
		Dir: dir, Env: append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"), Scratch: scratch(t), Race: true,
		Plan: outcome.Plan{Seed: 1, Schedules: 1000},
	}
	const name = "lost.TestLost"
	first := &collector{tests: map[string]result{}}
	require.NoError(t, explore.Run(context.Background(), cfg, first))
	token, err := explore.ParseToken(first.tests[name].Token)
	require.NoError(t, err)
	replay := func() (bool, result) {
		c := &collector{tests: map[string]result{}}
		changed, err := explore.Replay(context.Background(), cfg, token, c)
		require.NoError(t, err)
		return changed, c.tests[name]
	}

	changed, again := replay()
	assert.False(t, changed)
	assert.Equal(t, fingerprint(first.tests[name].Res), fingerprint(again.Res))
	assert.Equal(t, 1, again.Res.Coverage.Schedules)

	write("lost_test.go", fmt.Sprintf(lost, "v := n.Load(); n.Load(); n.Store(v + 1)"))
	changed, again = replay()
	assert.True(t, changed)
	assert.Equal(t, outcome.Wrong, again.Res.Failure.Class, "explored anew, it still fails")
	assert.NotEqual(t, first.tests[name].Token, again.Token)

	write("lost_test.go", fmt.Sprintf(lost, "n.Add(1)"))
	changed, again = replay()
	assert.True(t, changed)
	assert.Nil(t, again.Res.Failure, "explored anew, it is right")
	assert.True(t, again.Res.Coverage.Complete)
}
