package trace_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
)

// invented is a failure that nobody had: every field within or a little beyond what is
// valid.
func invented(r *rand.Rand, events int) outcome.Test {
	g := func() int { return r.IntN(6) - 1 }
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	kind := func() string { return step.Kind(r.IntN(60)).String() }
	frames := func() []step.Frame {
		return []step.Frame{
			{Func: "sync.(*Mutex).Lock", File: "/go/mutex.go", Line: 1},
			{Func: "m/src.(*account).withdraw", File: "/src/bank_test.go", Line: r.IntN(110)},
		}[r.IntN(3)%2:]
	}
	f := &outcome.Failure{Class: outcome.Classes()[r.IntN(8)], Bounded: r.IntN(2) == 0, Panic: pick("", "send on closed channel", "x"), Goroutine: g(), Preemptions: r.IntN(4)}
	for i := range events {
		f.Events = append(f.Events, step.Event{
			Step: i + 1, G: g(), Kind: kind(), Object: r.IntN(5), Expr: pick("", "", "c", "x"), Value: pick("", "0", "7", "*T", `"s"`),
			Note: pick("", "", "blocks", "wakes g1", "blocks, wakes g0", "case <-c", "case c <-, wakes g2", "true", "false", "closed", "starts g2", "nobody waits", "reports: a, b"),
			Now:  int64(i), Frames: frames(), Preempts: r.IntN(8) == 0, From: g(),
		})
	}
	for i := range r.IntN(6) {
		f.Goroutines = append(f.Goroutines, step.Goroutine{G: i, Parent: g(), Name: pick("f", "func(){", "", "(*T).m-fm"), State: pick("done", "ready", kind()), Object: r.IntN(5), Since: r.IntN(events + 1), Frames: frames(), Spawned: frames()})
		f.Stuck, f.Running = append(f.Stuck, g()), append(f.Running, g())
	}
	for i := range r.IntN(6) {
		f.Objects = append(f.Objects, step.Object{ID: i, Kind: pick("Mutex", "RWMutex", "chan", "variable", "Once", "WaitGroup", "timer", "clock"), Expr: pick("", "c"), Holders: []int{g(), g()}[:r.IntN(3)], State: pick("", "count 2")})
	}
	if r.IntN(2) == 0 {
		f.Pair = &outcome.Pair{First: r.IntN(events+2) - 1, Second: r.IntN(events + 1)}
	}
	return outcome.Test{Name: "m/src.TestX", Failure: f}
}

func TestExplain_Invented(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 1))
		check(t, fmt.Sprint("seed ", seed), explained(invented(r, r.IntN(60))))
		if t.Failed() {
			return
		}
	}
}

// A schedule at the bound of steps is explained while one waits.
func TestExplain_Long(t *testing.T) {
	for seed := range uint64(8) {
		begun := time.Now()
		e := explained(invented(rand.New(rand.NewPCG(seed, 2)), 20_000))
		assert.Less(t, time.Since(begun), 20*time.Second, "seed %d, %s", seed, e.Class)
		assert.LessOrEqual(t, len(e.Rows), 200)
	}
}
