package score_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/score"
	"racekit/grader/verdict"
)

func TestDecide(t *testing.T) {
	pass := score.Execution{Verdict: verdict.Pass}
	race := score.Execution{Verdict: verdict.DataRace}
	wrong := score.Execution{Verdict: verdict.WrongResult}
	late := score.Execution{Verdict: verdict.TooSlow, Timed: true}
	alone := score.Execution{Verdict: verdict.TooSlow}
	type testCase struct {
		name  string
		give  []score.Execution
		want  verdict.Verdict
		shows int
	}
	for _, tc := range []testCase{
		{"none", nil, "", -1},
		{"all right", []score.Execution{pass, pass}, verdict.Pass, 0},
		{"one of many", []score.Execution{pass, pass, wrong, pass}, verdict.WrongResult, 2},
		{"the worst", []score.Execution{wrong, race, wrong}, verdict.DataRace, 1},
		{"late in a minority", []score.Execution{late, pass, pass}, verdict.Pass, 0},
		{"late in half", []score.Execution{late, pass}, verdict.Pass, 0},
		{"late in a majority", []score.Execution{pass, late, late}, verdict.TooSlow, 1},
		{"late and wrong", []score.Execution{late, late, wrong}, verdict.WrongResult, 2},
		{"alone once", []score.Execution{pass, alone, pass}, verdict.TooSlow, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, shows := score.Decide(tc.give)
			assert.Equal(t, tc.want, got)
			assert.Equal(t, tc.shows, shows)
		})
	}
}

func TestDefinite(t *testing.T) {
	assert.True(t, score.Execution{Verdict: verdict.TooSlow}.Definite())
	assert.False(t, score.Execution{Verdict: verdict.TooSlow, Timed: true}.Definite())
	assert.False(t, score.Execution{Verdict: verdict.Pass}.Definite())
}

func TestExercise(t *testing.T) {
	tests := []verdict.Test{
		{Points: 60, Earned: 60, Verdict: verdict.Pass},
		{Points: 40, Earned: 0, Verdict: verdict.DataRace},
	}
	v, earned, points := score.Exercise(tests, nil)
	assert.Equal(t, verdict.DataRace, v)
	assert.Equal(t, 60, earned)
	assert.Equal(t, 100, points)

	v, earned, _ = score.Exercise(tests, []verdict.Finding{{Verdict: verdict.DoesNotCompile}})
	assert.Equal(t, verdict.DoesNotCompile, v)
	assert.Zero(t, earned)
}

func TestSummary(t *testing.T) {
	got := score.Summary([]verdict.Exercise{
		{Slug: "a", Verdict: verdict.Pass, Points: 100, Earned: 100, Counts: true},
		{Slug: "b", Verdict: verdict.WrongResult, Points: 100, Earned: 50, Counts: true},
		{Slug: "c", Verdict: verdict.Pass, Points: 100, Earned: 100},
		{Slug: "d", Verdict: verdict.NotGraded, Points: 100, Counts: true},
		{Slug: "e", Verdict: verdict.DataRace, Points: 100, Counts: true, Untouched: true},
	})
	assert.Equal(t, verdict.Summary{
		Points: 300, Earned: 150, Graded: 4, Passed: 1, Untouched: 1,
		NotCounted: []string{"c"}, NotGraded: []string{"d"}, Next: "b",
	}, got)
}
