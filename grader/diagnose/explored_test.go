package diagnose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
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
