package proof_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

// ablations name, for each part of the explorer that can be left out, a kernel in which
// nobody sees what is wrong without it.
var ablations = []struct {
	part, kernel string
	shows        outcome.Class
}{
	{"bounded", "ablation.TestBoundedBug", outcome.Wrong},
	{"unbounded", "ablation.TestUnboundedBug", outcome.Wrong},
	{"pruning", "ablation.TestPruningBug", outcome.Wrong},
	{"lockstep", "ablation.TestLockstepBug", outcome.Livelock},
	{"pct", "ablation.TestPCTBug", outcome.Wrong},
	{"sampler", "ablation.TestSamplerBug", outcome.Wrong},
	{"early", "timer.TestSleepSyncBug", outcome.Wrong},
	{"memory", "datarace.TestUnlockedEntryBug", outcome.Wrong},
	{"memory", "datarace.TestEvictedBug", outcome.Race},
	{string(outcome.Panic), "channel.TestDoubleCloseBug", outcome.Panic},
	{string(outcome.Race), "datarace.TestMixedAtomicBug", outcome.Race},
	{string(outcome.Deadlock), "cond.TestLostWakeupBug", outcome.Deadlock},
	{string(outcome.Livelock), "livelock.TestStaleCASBug", outcome.Livelock},
	{string(outcome.Leak), "ctx.TestForgotCancelBug", outcome.Leak},
	{string(outcome.Wrong), "atomicity.TestABABug", outcome.Wrong},
	{string(outcome.Hang), "ablation.TestHangBug", outcome.Hang},
	{string(outcome.Slow), "ablation.TestSlowBug", outcome.Slow},
}

// Each part of the explorer is there for something: a bug that is found with all of them,
// within the same budget, is missed without it.
func TestAblation(t *testing.T) {
	p := bugs(t)
	seeds := []uint64{1}
	if *full {
		seeds = []uint64{1, 2, 3}
	}
	for _, seed := range seeds {
		for _, a := range ablations {
			names := p.names(func(one explore.Test) bool { return strings.HasSuffix(one.Name, "/"+a.kernel) })
			for _, without := range [][]string{nil, {a.part}} {
				for name, r := range p.explore(t, outcome.Plan{Seed: seed, Schedules: 2000, Without: without}, names) {
					assert.Equal(t, without == nil, shows(r, a.shows), "%s, seed %d, without %v: %s", name, seed, without, describe(r))
				}
			}
		}
	}
}

// Every part that a plan can leave out is in the table.
func TestAblation_IsOfEveryPart(t *testing.T) {
	parts := append([]string{"bounded", "unbounded", "lockstep", "pct", "sampler", "pruning", "early", "memory"}, classes()...)
	var got []string
	for _, a := range ablations {
		assert.Contains(t, outcome.Parts(), a.part)
		got = append(got, a.part)
	}
	assert.ElementsMatch(t, parts, slices.Compact(got))
}

func classes() (all []string) {
	for _, c := range outcome.Classes() {
		all = append(all, string(c))
	}
	return all
}

// shows reports whether a failure is of a class, among others.
func shows(r result, class outcome.Class) bool {
	f := r.Res.Failure
	return f != nil && (f.Class == class || slices.Contains(f.Also, class))
}
