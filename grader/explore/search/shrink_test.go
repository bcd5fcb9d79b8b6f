package search

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/step"
)

func TestShrinkReachesTheMinimum(t *testing.T) {
	for _, tc := range []struct {
		name        string
		p           *program
		preemptions int
	}{
		{"lost update", lostUpdate(2, 1), 1},
		{"three goroutines", lostUpdate(3, 2), 1},
		{"lock order", abba(), 1},
		{"once", needs(1, 4), 1},
		{"twice", needs(2, 3), 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tried := 0
			explore(t, tc.p, Config{Seed: 3, Schedules: 3000, Without: everyPart &^ Sampler}, func(s *Search, w *world, o Outcome) {
				if o.Failure == "" || tried == 50 {
					return
				}
				tried++
				runs := 0
				got := Shrink(s.Choices(), 1000, func(ch step.Chooser) Outcome {
					runs++
					return tc.p.run(&world{}, ch)
				})
				assert.LessOrEqual(t, runs, 1000)
				r := NewReplay(got)
				again := tc.p.run(&world{}, r)
				require.Equal(t, o.Failure, again.Failure)
				assert.False(t, r.Diverged())
				assert.LessOrEqual(t, again.Preemptions, o.Preemptions)
				if want := least(t, tc.p, o.Failure); again.Preemptions != want {
					t.Errorf("%s: want %d preemptions, got %d: %v from %v", o.Failure, want, again.Preemptions, got, s.Choices())
				}
			})
			assert.Positive(t, tried)
		})
	}
}

// least is the fewest preemptions with which a failure comes up.
func least(t *testing.T, p *program, failure string) int {
	got := -1
	explore(t, p, Config{Bounds: []int{0, 1, 2, 3, 4, 5}, Without: depthOnly}, func(_ *Search, _ *world, o Outcome) {
		if got < 0 && o.Failure == failure {
			got = o.Preemptions
		}
	})
	return got
}

func TestShrinkLeavesWhatDoesNotFail(t *testing.T) {
	want := []uint16{1, 0, 1}
	run := func(ch step.Chooser) Outcome { return counter(2, 2).run(&world{}, ch) }
	assert.Equal(t, want, Shrink(want, 100, run))
	assert.Equal(t, want, Shrink(want, 0, run))
}

func TestShrinkKeepsToItsBudget(t *testing.T) {
	p := needs(2, 3)
	var failing []uint16
	explore(t, p, Config{Schedules: 3000, Without: everyPart &^ Sampler}, func(s *Search, _ *world, o Outcome) {
		if o.Failure != "" {
			failing = s.Choices()
		}
	})
	for budget := range 30 {
		runs := 0
		got := Shrink(failing, budget, func(ch step.Chooser) Outcome { runs++; return p.run(&world{}, ch) })
		assert.LessOrEqual(t, runs, budget)
		assert.Equal(t, "seen", p.run(&world{}, NewReplay(got)).Failure)
	}
}
