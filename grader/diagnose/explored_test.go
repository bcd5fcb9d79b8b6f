package diagnose_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/record"
	"racekit/grader/verdict"
)

// A demand that an exploration found not to be met is told in the words for the same
// demand of an execution.
func TestExplored_Demands(t *testing.T) {
	tests := []struct {
		give outcome.Demand
		want record.Slow
	}{
		{outcome.Demand{Kind: "witness", Want: 3, Got: 1}, record.Slow{Kind: record.SlowWitness, Want: 3, Got: 1, Exact: true}},
		{outcome.Demand{Kind: "within", Want: 2, Got: 5}, record.Slow{Kind: record.SlowWithin, Want: 2, Got: 5, Exact: true}},
		{outcome.Demand{Kind: "independent"}, record.Slow{Kind: record.SlowIndependent, Exact: true}},
	}
	for _, tt := range tests {
		t.Run(tt.give.Kind, func(t *testing.T) {
			got := subject(t).Explored(about("TestOne"), outcome.Failure{
				Class: outcome.Slow, Messages: []outcome.Message{{Text: "as the harness says it", Demand: &tt.give}},
			})
			want := subject(t).End(about("TestOne"), record.End{Slow: []record.Slow{tt.want}}, "")
			assert.Equal(t, verdict.TooSlow, got.Verdict)
			require.NotNil(t, got.Finding)
			assert.Equal(t, want.Finding.What, got.Finding.What)
		})
	}
}

func TestExplored_WrongResult(t *testing.T) {
	got := subject(t).Explored(about("TestOne"), outcome.Failure{
		Class: outcome.Wrong, Messages: []outcome.Message{{Text: "got 1; want 2"}},
	})
	assert.Equal(t, verdict.WrongResult, got.Verdict)
	assert.Equal(t, "got 1; want 2", got.Finding.Message)
}

// Who waited for the clock is told as one that sleeps, though at the end nobody waits.
func TestExplored_WaitsForTheClock(t *testing.T) {
	got := subject(t).Explored(about("TestOne"), outcome.Failure{
		Class: outcome.Hang,
		Events: []step.Event{
			event(t, 2, step.Select, "SlowWitness"),
			event(t, 1, step.Select, "SlowIndependent"),
			{G: -1, Kind: step.Clock.String(), Note: "wakes g2"},
			event(t, 2, step.MemRead, "SlowIndependent"),
		},
		Goroutines: []step.Goroutine{{G: 1, State: "done"}, {G: 2, State: "done"}},
	})
	assert.Equal(t, verdict.Hang, got.Verdict)
	require.NotNil(t, got.Finding)
	assert.Equal(t, marked(t, "SlowWitness"), got.Finding.Place)
	require.Len(t, got.Finding.Goroutines, 1)
	assert.Equal(t, "sleep", got.Finding.Goroutines[0].State)
	assert.Equal(t, "g2", got.Finding.Goroutines[0].Name, "as in the schedule")
	assert.Contains(t, got.Finding.What.En, "is sleeping at")
}

// event is a step of a schedule at the marked line of the demo.
func event(t *testing.T, g int, kind step.Kind, mark string) step.Event {
	t.Helper()
	return step.Event{G: g, Kind: kind.String(), Object: 3, Frames: []step.Frame{
		{Func: "racekit/exercises/demo.One", File: "/tmp/m/exercises/demo/demo.go", Line: marked(t, mark).Line},
	}}
}

// A data race that only the explorer saw is told as one that the race detector saw.
func TestExplored_RaceByThePair(t *testing.T) {
	failure := outcome.Failure{
		Class: outcome.Race, Pair: &outcome.Pair{First: 0, Second: 1},
		Events: []step.Event{event(t, 1, step.MemWrite, "SlowWitness"), event(t, 2, step.MemRead, "SlowIndependent")},
		Goroutines: []step.Goroutine{{G: 2, Spawned: []step.Frame{
			{Func: "racekit/exercises/demo.Two", File: "/tmp/m/exercises/demo/demo.go", Line: marked(t, "Leak").Line},
		}}},
	}
	got := subject(t).Explored(about("TestOne"), failure)
	require.Equal(t, verdict.DataRace, got.Verdict)
	require.Len(t, got.Finding.Accesses, 2)
	first, second := got.Finding.Accesses[0], got.Finding.Accesses[1]
	if first.At.Line != marked(t, "SlowWitness").Line {
		first, second = second, first
	}
	assert.Equal(t, "write", first.Op)
	assert.Equal(t, marked(t, "SlowWitness").Line, first.At.Line)
	assert.Equal(t, "read", second.Op)
	assert.Equal(t, marked(t, "SlowIndependent").Line, second.At.Line)
	assert.Contains(t, got.Finding.Raw, "WARNING: DATA RACE")
	assert.Equal(t, []string{"g1", "g2"}, []string{first.Goroutine, second.Goroutine}, "as in the schedule")

	// The detector that saw the same race has other numbers for the two.
	failure.RaceReport = strings.NewReplacer("goroutine 2", "goroutine 19", "goroutine 3", "goroutine 7").Replace(got.Finding.Raw)
	failure.Events[0].G, failure.Events[1].G = 4, 2
	got = subject(t).Explored(about("TestOne"), failure)
	require.Len(t, got.Finding.Accesses, 2)
	assert.ElementsMatch(t, []string{"g4", "g2"}, []string{got.Finding.Accesses[0].Goroutine, got.Finding.Accesses[1].Goroutine})
	failure.RaceReport = ""

	failure.Pair = &outcome.Pair{First: 0, Second: 2}
	got = subject(t).Explored(about("TestOne"), failure)
	assert.Equal(t, verdict.DataRace, got.Verdict, "also where the record is no good")
}

// Where there are too many steps, the line is shown that takes most of them.
func TestExplored_TooManySteps(t *testing.T) {
	got := subject(t).Explored(about("TestOne"), outcome.Failure{
		Class:    outcome.Slow,
		Messages: []outcome.Message{{Demand: &outcome.Demand{Kind: "steps", Want: 500, Got: 5017}}},
		Events: []step.Event{
			event(t, 1, step.Lock, "SlowWitness"), event(t, 2, step.AtomicLoad, "SlowIndependent"),
			event(t, 1, step.AtomicLoad, "SlowIndependent"), {Kind: step.Exit.String()},
		},
	})
	assert.Equal(t, verdict.TooSlow, got.Verdict)
	assert.False(t, got.Timed)
	assert.Equal(t, marked(t, "SlowIndependent").Line, got.Finding.Place.Line)
	assert.Contains(t, got.Finding.What.En, "5017")
	assert.Empty(t, got.Finding.Goroutines)
}
