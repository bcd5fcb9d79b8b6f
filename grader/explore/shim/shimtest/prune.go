package shimtest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
	"racekit/grader/explore/step"
)

// pruning goes through schedules depth first and does not go on from a state that it has seen before.
type pruning struct {
	schedtest.Deep
	seen map[uint64]bool
}

// Choose implements step.Chooser.
func (p *pruning) Choose(c *step.Choice) int {
	if p.Beyond() && !c.Branch {
		if p.seen[c.State] {
			return step.Prune
		}
		p.seen[c.State] = true
	}
	return p.Deep.Choose(c)
}

// Signatures requires that the signatures of states tell apart what must be told apart:
// where the search leaves out what follows on a state that it knows, body, which describes
// what it saw, must still show all that it can show. It returns those descriptions.
func Signatures(t *testing.T, body func() string) []string {
	t.Helper()
	if sched.Race {
		t.Skip("the chooser has a map")
	}
	const always, most = 1 << 30, 300_000
	outcome := func(c step.Chooser, all *[]string) {
		said := ""
		r := sched.Run(c, sched.Options{}, func() { said = body() })
		switch {
		case r.Pruned:
			return
		case r.Panic != nil:
			said = r.Panic.Value
		case r.Stuck != nil:
			said += " stuck"
		}
		if at, found := slices.BinarySearch(*all, said); !found {
			*all = slices.Insert(*all, at, said)
		}
	}
	var want, got []string
	full, cut := &schedtest.Deep{Bound: always}, &pruning{schedtest.Deep{Bound: always}, map[uint64]bool{}}
	n, m := 0, 0
	for more := true; more; more = full.Next() {
		n++
		require.Less(t, n, most, "too many schedules")
		outcome(full, &want)
	}
	for more := true; more; more = cut.Next() {
		m++
		outcome(cut, &got)
	}
	assert.Equal(t, want, got)
	t.Logf("%d schedules, %d with states that are known left out: %q", n, m, want)
	return want
}
