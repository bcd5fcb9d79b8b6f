package bench

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"time"

	"racekit/grader/explore/outcome"
)

// loads are the tests that are explored to see what a schedule costs.
const loads = `package load

import (
	"sync"
	"sync/atomic"
	"testing"
)

// increments has goroutines increment a number under a lock.
func increments(t *testing.T, goroutines, each int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for range goroutines {
		wg.Go(func() {
			for range each {
				mu.Lock()
				n++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if n != goroutines*each {
		t.Errorf("n = %d", n)
	}
}

// adds has them take so many steps in all.
func adds(t *testing.T, goroutines, steps int) {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for range steps / goroutines {
				n.Add(1)
			}
		})
	}
	wg.Wait()
}

func TestThree(t *testing.T) { increments(t, 3, 3) }
func TestMany(t *testing.T)  { increments(t, 4, 8) }
`

// The parts of the search that are left out to time a single one.
var (
	depthOnly  = []string{"bounded", "lockstep", "pct", "sampler", "pruning"}
	randomOnly = []string{"bounded", "unbounded", "lockstep", "pct", "pruning"}
)

// The sizes of the table of costs.
var (
	sizes  = []int{10, 100, 1_000, 10_000}
	widths = []int{2, 10, 100, 1_000}
)

// Explorer times the explorer by itself: what a schedule costs, whether its memory is
// flat, and how soon it finds what is wrong with the mutants.
func Explorer(ctx context.Context, cfg Config) error {
	var source bytes.Buffer
	source.WriteString(loads)
	for _, n := range sizes {
		fmt.Fprintf(&source, "func TestSteps%d(t *testing.T) { adds(t, 2, %d) }\n", n, n)
	}
	for _, n := range widths {
		fmt.Fprintf(&source, "func TestWidth%d(t *testing.T) { adds(t, %d, %d) }\n", n, n, 2*n)
	}
	dir := filepath.Join(cfg.Temp, "load")
	if err := writeModule(dir, map[string][]byte{"go.mod": []byte("module load\n\ngo 1.26\n"), "load_test.go": source.Bytes()}); err != nil {
		return err
	}
	x, err := link(ctx, cfg, dir, nil, false, true)
	if err != nil {
		return err
	}
	for _, section := range []func(context.Context, Config) error{x.throughput, x.memory, x.costs} {
		if err := section(ctx, cfg); err != nil {
			return err
		}
	}
	return Mutants(ctx, cfg)
}

// throughput counts schedules a second, beside what it costs at least to hand the turn
// from one goroutine to another.
func (x *explored) throughput(ctx context.Context, cfg Config) error {
	channel, coroutine := handOffs()
	fmt.Fprintf(cfg.Out, "\nthroughput on one core: three goroutines, three locked increments each\n")
	fmt.Fprintf(cfg.Out, "a bare hand-off between two goroutines: channel %d ns, coroutine %d ns\n\n", channel.Nanoseconds(), coroutine.Nanoseconds())
	fmt.Fprintf(cfg.Out, "%-28s %12s %12s %22s %22s\n", "", "schedules/s", "a schedule", "in channel hand-offs", "in coroutine hand-offs")
	for _, row := range []struct {
		name      string
		race      bool
		schedules int
		without   []string
	}{
		{"depth first", false, 200_000, depthOnly},
		{"at random", false, 200_000, randomOnly},
		{"depth first, race detector", true, 50_000, depthOnly},
		{"at random, race detector", true, 50_000, randomOnly},
	} {
		each, err := x.schedule(ctx, row.race, "load.TestThree", row.schedules, row.without)
		if err != nil {
			return err
		}
		fmt.Fprintf(cfg.Out, "%-28s %12.0f %9.1f us %22.0f %22.0f\n", row.name, 1/each.Seconds(), float64(each.Nanoseconds())/1000,
			float64(each)/float64(channel), float64(each)/float64(coroutine))
	}
	return nil
}

// schedule is the time of one schedule, as a mean of many.
func (x *explored) schedule(ctx context.Context, race bool, test string, schedules int, without []string) (time.Duration, error) {
	res, _, err := x.run(ctx, race, outcome.Plan{Tests: []string{test}, Seed: 1, Schedules: schedules, Without: without})
	if err != nil {
		return 0, err
	}
	return time.Duration(res.Elapsed) / time.Duration(max(1, res.Coverage.Schedules)), nil
}

// memory compares the peaks of explorations of which one is ten times as long as another.
// What a whole search remembers of schedules to come has a bound, which the shortest does
// not reach; samples need no memory.
func (x *explored) memory(ctx context.Context, cfg Config) error {
	fmt.Fprintf(cfg.Out, "\npeak memory by schedules\n\n%-28s %12s %12s %12s\n", "", "100,000", "300,000", "1,000,000")
	for _, row := range []struct {
		name, test string
		race       bool
		without    []string
	}{
		{"at random", "load.TestThree", false, randomOnly},
		{"at random, race detector", "load.TestThree", true, randomOnly},
		{"whole search", "load.TestMany", false, nil},
	} {
		fmt.Fprintf(cfg.Out, "%-28s", row.name)
		for _, schedules := range []int{100_000, 300_000, 1_000_000} {
			plan := outcome.Plan{Tests: []string{row.test}, Seed: 1, Schedules: schedules, Without: row.without}
			_, peak, err := x.run(ctx, row.race, plan)
			if err != nil {
				return err
			}
			fmt.Fprintf(cfg.Out, " %8d MiB", peak>>20)
		}
		fmt.Fprintln(cfg.Out)
	}
	return nil
}

// costs is a table of what schedules cost by their length and by their goroutines.
func (x *explored) costs(ctx context.Context, cfg Config) error {
	fmt.Fprintf(cfg.Out, "\ncost by steps, two goroutines; and by goroutines, two steps each; at random, without and with race detector\n\n")
	fmt.Fprintf(cfg.Out, "%-28s %12s %12s %12s %12s\n", "", "a schedule", "a step", "a schedule", "a step")
	row := func(name, test string, steps, goroutines int) error {
		fmt.Fprintf(cfg.Out, "%-28s", name)
		// Beside the additions, each goroutine is started, begins and ends.
		steps += 3 * goroutines
		for _, race := range []bool{false, true} {
			schedules := max(20, 500_000/steps)
			if race {
				schedules = max(10, schedules/5)
			}
			each, err := x.schedule(ctx, race, test, schedules, randomOnly)
			if err != nil {
				return err
			}
			fmt.Fprintf(cfg.Out, " %9.1f us %9.0f ns", float64(each.Nanoseconds())/1000, float64(each.Nanoseconds())/float64(steps))
		}
		fmt.Fprintln(cfg.Out)
		return nil
	}
	for _, n := range sizes {
		if err := row(fmt.Sprintf("%d steps", n), fmt.Sprintf("load.TestSteps%d", n), n, 2); err != nil {
			return err
		}
	}
	for _, n := range widths {
		if err := row(fmt.Sprintf("%d goroutines", n), fmt.Sprintf("load.TestWidth%d", n), 2*n, n); err != nil {
			return err
		}
	}
	return nil
}

// handOffs times how long it takes, on one processor, to hand the turn from one goroutine
// to another: over a channel, and as a coroutine.
func handOffs() (channel, coroutine time.Duration) {
	const n = 300_000
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	there, back := make(chan struct{}), make(chan struct{})
	go func() {
		for range there {
			back <- struct{}{}
		}
		close(back)
	}()
	begun := time.Now()
	for range n {
		there <- struct{}{}
		<-back
	}
	channel = time.Since(begun) / (2 * n)
	close(there)
	<-back

	next, stop := iter.Pull(func(yield func(struct{}) bool) {
		for yield(struct{}{}) {
		}
	})
	defer stop()
	begun = time.Now()
	for range n {
		next()
	}
	return channel, time.Since(begun) / (2 * n)
}
