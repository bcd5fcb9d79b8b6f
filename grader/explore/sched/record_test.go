package sched_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/step"
)

// record records a schedule.
func record(t *testing.T, c step.Chooser, opt sched.Options, body func()) (sched.Result, *sched.Recording) {
	opt.Record = true
	r := sched.Run(c, opt, body)
	require.NotNil(t, r.Recording)
	return r, r.Recording
}

// lines are the events as text.
func lines(rec *sched.Recording) []string {
	var all []string
	for _, e := range rec.Events {
		all = append(all, strings.Join(strings.Fields(fmt.Sprintf("%d g%d %s %s %s %s", e.Step, e.G, e.Kind, e.Expr, e.Value, e.Note)), " "))
	}
	return all
}

func TestRecording(t *testing.T) {
	r, rec := record(t, schedtest.First{}, sched.Options{}, func() {
		c := make(chan int, 1)
		var mu sync.Mutex
		sched.Go("worker", func() {
			mu.Lock()
			sched.Close(c, "c")
		})
		sched.Send(c, "c")(7)
		sched.Recv(c, "c")
		sched.Recv(c, "c")
		sched.Sleep(5)
		mu.Lock()
	})
	want := []string{
		"1 g0 start",
		"1 g0 go worker starts g1",
		"2 g0 chan send c 7",
		"3 g0 chan receive c 7",
		"4 g0 chan receive c",
		"4 g0 chan receive c blocks",
		"5 g1 start",
		"6 g1 Lock",
		"7 g1 close c wakes g0",
		"7 g1 exit",
		"8 g0 resume c closed",
		"9 g0 sleep",
		"9 g0 sleep blocks",
		"9 g-1 clock wakes g0",
	}
	assert.Equal(t, want, lines(rec))

	assert.Equal(t, r.Goroutines, len(rec.Goroutines))
	g := rec.Goroutines[1]
	assert.Equal(t, "worker", g.Name)
	assert.Equal(t, "done", g.State)
	assert.Zero(t, g.Parent)
	require.NotEmpty(t, g.Spawned)
	assert.Contains(t, g.Spawned[0].File, "record_test.go")

	byKind := map[string]step.Object{}
	for _, o := range rec.Objects {
		byKind[o.Kind] = o
	}
	assert.Equal(t, "closed", byKind["chan"].State)
	assert.Equal(t, "c", byKind["chan"].Expr)
	assert.Equal(t, []int{1}, byKind["Mutex"].Holders)
	require.NotEmpty(t, byKind["Mutex"].Taken)
	assert.Contains(t, byKind["Mutex"].Taken[0].File, "record_test.go")
	main := rec.Goroutines[0]
	assert.Equal(t, "Lock", main.State)
	assert.Equal(t, byKind["Mutex"].ID, main.Object)
	require.Len(t, r.Stuck, 1)
	assert.Equal(t, byKind["Mutex"].ID, r.Stuck[0].Object)
}

func TestFramesAreTheProgramsOwn(t *testing.T) {
	_, rec := record(t, schedtest.First{}, sched.Options{}, func() {
		var mu sync.Mutex
		deep(50, mu.Lock)
	})
	found := false
	for _, e := range rec.Events {
		if e.Kind != "Lock" {
			continue
		}
		found = true
		require.NotEmpty(t, e.Frames)
		assert.Equal(t, "racekit/grader/explore/sched_test.deep", e.Frames[0].Func)
		assert.True(t, strings.HasSuffix(e.Frames[0].File, "record_test.go"))
		assert.LessOrEqual(t, len(e.Frames), 8)
		for _, f := range e.Frames {
			assert.NotContains(t, f.Func, "explore/sched.")
			assert.NotContains(t, f.Func, "shim/")
		}
	}
	assert.True(t, found)
}

func deep(n int, f func()) {
	if n == 0 {
		f()
		return
	}
	deep(n-1, f)
}

func TestPreemptionsAreRecorded(t *testing.T) {
	r, rec := record(t, &schedtest.Script{Picks: []int{1, 1}}, sched.Options{}, func() {
		var o sched.Object
		sched.Go("g", func() {
			sched.Point(&o, step.AtomicAdd)
			sched.Point(&o, step.AtomicAdd)
		})
		sched.Point(&o, step.AtomicAdd)
	})
	assert.Equal(t, 2, r.Preemptions)
	var by []string
	for _, e := range rec.Events {
		if e.Preempts {
			by = append(by, fmt.Sprintf("g%d from g%d", e.G, e.From))
		}
	}
	assert.Equal(t, []string{"g1 from g0", "g0 from g1"}, by)
}

func TestReports(t *testing.T) {
	r := sched.Run(schedtest.First{}, sched.Options{Logs: true}, func() {
		sched.Report(outcome.Wrong, "too few")
		sched.Log("line")
		assert.Equal(t, 1, sched.Reported(outcome.Wrong))
		assert.Zero(t, sched.Reported(outcome.Slow))
		sched.Skip("why not")
	})
	require.Len(t, r.Reports, 1)
	assert.Equal(t, "too few", r.Reports[0].Text)
	require.NotEmpty(t, r.Reports[0].Frames)
	assert.Contains(t, r.Reports[0].Frames[0].File, "record_test.go")
	assert.Equal(t, []string{"line"}, r.Logs)
	assert.Equal(t, "why not", r.Skipped)
}

// Accesses to plain variables are steps where they are watched, once it is known which
// are shared.
func TestWatchedVariables(t *testing.T) {
	lost := func() int {
		x, done := 0, make(chan int, 2)
		for range 2 {
			sched.Go("g", func() {
				v := *sched.Rd(&x, "x")
				*sched.Wr(&x, "x") = v + 1
				sched.Send(done, "done")(1)
			})
		}
		sched.Recv(done, "done")
		sched.Recv(done, "done")
		return x
	}
	sched.ForgetSites()
	least := func(memory sched.MemoryMode) int {
		low := 2
		d := &schedtest.Deep{Bound: 1}
		d.Explore(100_000, sched.Options{Memory: memory}, func() { low = min(low, lost()) }, func(sched.Result) {})
		return low
	}
	assert.Equal(t, 2, least(sched.Ignore))
	assert.Equal(t, 2, least(sched.Learn))
	assert.Equal(t, 1, least(sched.Watch))
	r, rec := record(t, schedtest.First{}, sched.Options{Memory: sched.Watch}, func() { lost() })
	require.NotNil(t, r.Pair)
	assert.Equal(t, "x", r.Pair.Expr)
	first, second := rec.Events[r.Pair.First], rec.Events[r.Pair.Second]
	assert.Equal(t, []string{"write", "x", "1"}, []string{first.Kind, first.Expr, first.Value})
	assert.Equal(t, []string{"read", "x", "1"}, []string{second.Kind, second.Expr, second.Value})
	sched.ForgetSites()
}
