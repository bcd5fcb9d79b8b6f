package trace_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/trace"
	"racekit/grader/verdict"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestCovered(t *testing.T) {
	bounded := []outcome.Stage{
		{Name: "bounded", Schedules: 1, Complete: true},
		{Name: "bounded", Bound: 1, Schedules: 141, Complete: true},
		{Name: "bounded", Bound: 2, Schedules: 3500, Complete: true},
	}
	with := func(more ...outcome.Stage) []outcome.Stage {
		return append(append([]outcome.Stage{}, bounded...), more...)
	}
	tests := []struct {
		name         string
		give         outcome.Coverage
		want, wantJa string
		left         string
	}{
		{"one", outcome.Coverage{Schedules: 1, Complete: true, Stages: bounded[:1]},
			"the only schedule that there is", "存在する唯一のスケジュール", ""},
		{"all", outcome.Coverage{Schedules: 3642, Complete: true, Stages: bounded},
			"all 3,642 schedules that there are", "存在する3,642通りのスケジュールすべて", ""},
		{"bounded and sampled", outcome.Coverage{Stages: with(outcome.Stage{Name: "pct", Bound: 3, Schedules: 19000}, outcome.Stage{Name: "walk", Schedules: 1000})},
			"all 3,642 schedules with at most 2 preemptions, and 20,000 sampled",
			"プリエンプションが2回以下の3,642通りのスケジュールすべてと、ランダムに選んだ20,000通り",
			"more than 2 preemptions, but for the samples"},
		{"only without preemptions", outcome.Coverage{Stages: bounded[:1]},
			"the only schedule without a preemption", "プリエンプションのない唯一のスケジュール", "more than 0 preemptions"},
		{"begun", outcome.Coverage{Stages: []outcome.Stage{{Name: "bounded", Schedules: 50}}},
			"50 of the schedules with few preemptions", "プリエンプションの少ないもののうち50通り", "most schedules"},
		{"cut and diverged", outcome.Coverage{Stages: bounded[:2], Cut: 2, Diverged: 1},
			"all 142 schedules with at most 1 preemption", "プリエンプションが1回以下の142通りのスケジュールすべて",
			"more than 1 preemption; what follows in 2 schedules that were cut off at the bound of steps; what follows in 1 schedule that did not repeat as it should (the program depends on something besides the schedule)"},
		{"fair", outcome.Coverage{Stages: bounded[:2], Fair: true},
			"all 142 schedules with at most 1 preemption", "プリエンプションが1回以下の142通りのスケジュールすべて",
			"more than 1 preemption; those in which a goroutine that gives up its turn, or asks the same again and again, has the next one before the others"},
		{"beyond", outcome.Coverage{Stages: append(bounded[:2:2], outcome.Stage{Name: "bounded", Bound: 2, Schedules: 9})},
			"all 142 schedules with at most 1 preemption, and 9 more", "プリエンプションが1回以下の142通りのスケジュールすべてと、それ以外の9通り", "more than 1 preemption"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := trace.Covered(tt.give)
			assert.Equal(t, tt.want, got.En)
			assert.Equal(t, tt.wantJa, got.Ja)
			assert.Equal(t, tt.left, trace.NotCovered(tt.give).En)
		})
	}
}

func TestExplain_NoFailure(t *testing.T) {
	tests := []struct {
		name string
		give outcome.Test
		want string
	}{
		{"pass", outcome.Test{Name: "m/p.TestX", Coverage: outcome.Coverage{Schedules: 4, Complete: true}}, "TestX  pass: no failure in all 4 schedules that there are\n"},
		{"bounded", outcome.Test{Name: "TestX", Coverage: outcome.Coverage{Stages: []outcome.Stage{{Name: "bounded", Bound: 2, Schedules: 12, Complete: true}}}},
			"TestX  pass: no failure in all 12 schedules with at most 2 preemptions\n  Not covered: more than 2 preemptions.\n"},
		{"skipped", outcome.Test{Name: "TestX", Skipped: "short mode"}, "TestX  skipped: short mode\n"},
		{"refused", outcome.Test{Name: "TestX", Refused: &outcome.Refusal{What: "net.Dial", Where: "x.go:3"}}, "TestX  not explored: it uses net.Dial, which cannot be controlled (x.go:3)\n"},
		{"nothing", outcome.Test{}, "no schedule was executed\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, explained(tt.give).Text(verdict.English, trace.TextOptions{}))
		})
	}
}
