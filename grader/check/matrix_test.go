package check_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/check"
	"racekit/grader/verdict"
)

func TestJudge_Killer(t *testing.T) {
	t.Parallel()
	explored := func(f verdict.Finding) verdict.Finding {
		f.Schedule = &verdict.Schedule{Token: "v1:x"}
		return f
	}
	tests := []struct {
		name string
		give verdict.Exercise
		want check.Killer
	}{
		{"nothing", graded(), ""},
		{"a data race", graded(race(7)), check.ByDetector},
		{"a deadlock", graded(verdict.Finding{Verdict: verdict.Deadlock}), check.ByProof},
		{"a leak", graded(verdict.Finding{Verdict: verdict.GoroutineLeak}), check.ByProof},
		{"too slow", graded(verdict.Finding{Verdict: verdict.TooSlow}), check.ByTime},
		{"a hang", graded(verdict.Finding{Verdict: verdict.Hang}), check.ByTime},
		{"a livelock", graded(verdict.Finding{Verdict: verdict.Livelock}), check.ByTime},
		{"a wrong result", graded(wrongResult(6)), check.ByResult},
		{"a panic", graded(verdict.Finding{Verdict: verdict.Panic}), check.ByResult},
		{"the exercise as a whole", whole(verdict.Finding{Verdict: verdict.OutOfMemory}), check.ByResult},
		{"the worst of two", graded(wrongResult(6), race(7)), check.ByDetector},
		{"a schedule", graded(explored(race(7))), check.ByExplorer},
		{"a schedule, and a milder execution", graded(explored(race(7)), wrongResult(6)), check.ByResult},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, check.Judge(aMutant(nil, verdict.DataRace), tt.give).Killer)
		})
	}
	assert.Empty(t, check.Judge(anAnswer(check.Stub, stub), graded(race(7))).Killer, "only mutants are killed")
}

// matrix is the kill matrix of a report, up to its legend.
func matrix(t *testing.T, r check.Report) string {
	t.Helper()
	var text strings.Builder
	require.NoError(t, r.Text(&text))
	_, after, ok := strings.Cut(text.String(), "what killed ")
	require.True(t, ok, text.String())
	shown, legend, ok := strings.Cut(after, "  RACE: ")
	require.True(t, ok)
	legend, _, _ = strings.Cut(legend, "\n\n")
	for line := range strings.Lines(shown + "  RACE: " + legend) {
		assert.LessOrEqual(t, len(line), 80)
	}
	return shown
}

func TestRun_Kills(t *testing.T) {
	t.Parallel()
	f := fake{alter: func(text string, _ uint64, ex *verdict.Exercise) {
		for i := range ex.Tests {
			if f := ex.Tests[i].Finding; f != nil && strings.Contains(text, `"explorer"`) {
				f.Schedule = &verdict.Schedule{}
			}
		}
	}}
	r, err := check.Run(t.Context(), check.Config{Root: newKit(t), Grade: f.grade})
	require.NoError(t, err)
	assert.Equal(t, `the mutants:
         RACE  PROOF  TIME  RESULT  EXPLORER  KILLED
  tally     1      2     0       3         1  7 of 7
  total     1      2     0       3         1  7 of 7
`, matrix(t, r))

	got, err := json.Marshal(r.Kills)
	require.NoError(t, err)
	const by = `"gradings":7,"by":{"explorer":1,"proof":2,"race detector":1,"result":3}}`
	assert.Equal(t, `{"exercises":[{"slug":"tally",`+by+`],"all":{`+by+`}`, string(got))
}

func TestRun_KillsRepeated(t *testing.T) {
	t.Parallel()
	f := fake{alter: func(text string, seed uint64, ex *verdict.Exercise) {
		if strings.Contains(text, `"explorer"`) && seed%2 == 0 {
			ex.Verdict, ex.Tests = verdict.Pass, nil
		}
	}}
	r, err := check.Run(t.Context(), check.Config{Root: newKit(t), Grade: f.grade, Repeat: 20})
	require.NoError(t, err)
	assert.Equal(t, `the mutants, in gradings:
         RACE  PROOF  TIME  RESULT  EXPLORER      KILLED
  tally    20     40     0      70         0  130 of 140
  total    20     40     0      70         0  130 of 140
`, matrix(t, r))
}

func TestReport_KillsOfMany(t *testing.T) {
	t.Parallel()
	row := func(slug string, n int) check.Kills {
		return check.Kills{Slug: slug, Gradings: 5200, By: map[check.Killer]int{check.ByDetector: n, check.ByTime: 17}}
	}
	r := check.Report{Repeat: 200, Graded: 1, Kills: &check.Matrix{
		Exercises: []check.Kills{row("nonblocking", 5183), row("gather", 1)}, All: row("", 5184),
	}}
	assert.Equal(t, `the mutants, in gradings:
               RACE  PROOF  TIME  RESULT  EXPLORER        KILLED
  nonblocking  5183      0    17       0         0  5200 of 5200
  gather          1      0    17       0         0    18 of 5200
  total        5184      0    17       0         0  5201 of 5200
`, matrix(t, r))
}

func TestRun_NothingKilled(t *testing.T) {
	t.Parallel()
	r := fast(t, newKit(t))
	assert.Nil(t, r.Kills)
	var text strings.Builder
	require.NoError(t, r.Text(&text))
	assert.NotContains(t, text.String(), "what killed")
}
