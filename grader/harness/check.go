package harness

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"racekit/grader/record"
	"racekit/grader/secret"
)

// nativeExecutions is how often a property is executed under a plain "go test":
// enough to see different start orders, few enough for an editor.
const nativeExecutions = 3

// Check executes the property prop and fails t if any execution is not right. Under
// the grader it executes prop once and writes a record of it. A test calls Check
// once, and does nothing else.
func Check(t testing.TB, prop func(*Run)) {
	t.Helper()
	if is, err := Serve(); is {
		os.Stdout = os.Stderr // what package testing says must not follow the worker's output
		if err != nil {
			t.Error(err)
		}
		return
	}
	plan, err := planned()
	if err != nil {
		t.Fatalf("checking a property: %v", err)
	}
	if plan.graded {
		checkOnce(t, plan.Plan, prop)
		return
	}
	for i := 1; i <= nativeExecutions && !t.Failed(); i++ {
		end := execute(settings{
			Test:   record.Test{Name: t.Name(), CPU: 10 * time.Second, Wall: time.Minute, Memory: 1 << 30},
			number: i,
			seed:   uint64(i),
			procs:  []int{2, 1, 4}[(i-1)%3],
		}, prop)
		if !end.OK() {
			t.Errorf("execution %d of %d: %s", i, nativeExecutions, describe(end))
		}
	}
}

// checkOnce does one execution as the plan says, and writes its record.
func checkOnce(t testing.TB, plan record.Plan, prop func(*Run)) {
	// The name is below that of the test in which all tests of the plan run.
	_, name, _ := strings.Cut(t.Name(), "/")
	bounds, ok := plan.Test(name)
	if !ok {
		t.Fatalf("checking a property: test %q is not in the plan", name)
	}
	out, err := record.NewWriter(os.Getenv, secret.Taken())
	if err != nil {
		t.Fatalf("checking a property: %v", err)
	}
	s := settings{Test: bounds, number: plan.Execution, seed: SeedFor(plan.Seed, name), procs: plan.Procs}
	end := execute(s, prop)
	if err := out.Write(record.Record{End: &end}); err != nil {
		t.Fatalf("checking a property: %v", err)
	}
	if !end.OK() {
		t.Fail()
	}
}

// SeedFor derives the seed of one test from the seed of a process, so that what a
// test does cannot depend on which tests ran before it.
func SeedFor(seed uint64, test string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s", seed, test)
	return h.Sum64()
}

// plan is a plan, if there is one.
type plan struct {
	record.Plan
	graded bool
}

// planned is the plan of this process. It is long, and every test asks for it.
var planned = sync.OnceValues(func() (p plan, err error) {
	p.Plan, p.graded, err = record.PlanFrom(os.Getenv)
	return p, err
})

// settings is how one execution is to be done.
type settings struct {
	record.Test
	number int
	seed   uint64
	procs  int
}

// execute does one execution of prop and returns what it showed.
func execute(s settings, prop func(*Run)) record.End {
	old := runtime.GOMAXPROCS(cmp.Or(s.procs, runtime.GOMAXPROCS(0)))
	defer runtime.GOMAXPROCS(old)

	var (
		log   = &ledger{}
		guard = newGuard(newMeter(s.Test))
		known = goleak.IgnoreCurrent()
		done  = make(chan bool, 1)
	)
	ctx, cancel := context.WithCancel(context.Background())
	guard.races = raceErrors()
	go body(newRun(ctx, s, log, guard.watch), prop, done)
	// The guard begins when the test's goroutine is there: a process in which nothing
	// has started yet looks like one at rest.
	go guard.run()

	var stuck *record.Stuck
	var whole bool
	select {
	case whole = <-done:
	case stuck = <-guard.gaveUp:
	}
	guard.stop()
	cancel()
	end := record.End{Test: s.Name, Execution: s.number}
	if stuck != nil && stuck.Kind != stuckRaces {
		end.Stuck = stuck
	}
	if whole {
		end.Left, end.Stuck = guard.leftovers(known)
	}
	if guard.watch.children.Load() {
		log.orphans(whole && end.Stuck == nil)
	}
	log.close(&end)
	guard.watch.dismiss()
	end.Races = raceErrors() - guard.races
	end.Elapsed = guard.meter.elapsed()
	return end
}

// body runs the property on a goroutine of its own. What it sends is whether the
// property ran to its end: one that was cut off by FailNow or a panic may have left
// goroutines waiting through no fault of theirs.
//
// The guard recognises the test's goroutine by this function's name.
func body(r *Run, prop func(*Run), done chan<- bool) {
	whole := false
	defer func() {
		if v := recover(); v != nil {
			r.log.panicked(v, debug.Stack())
		} else if !whole {
			r.log.exited()
		}
		done <- whole
	}()
	prop(r)
	whole = true
}

// newRun returns a Run whose choices all come from the seed of s.
func newRun(ctx context.Context, s settings, log *ledger, w *watch) *Run {
	return &Run{name: s.Name, ctx: ctx, log: log, watch: w, rand: rand.New(rand.NewPCG(s.seed, 0)), gate: make(chan struct{})}
}
