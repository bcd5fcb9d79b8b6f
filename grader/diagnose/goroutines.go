package diagnose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"racekit/grader/stack"
	"racekit/grader/verdict"
)

// The names by which goroutines of the harness are known in a dump.
const (
	bodyFunc   = "racekit/grader/harness.body"
	checkFunc  = "racekit/grader/harness.Check"
	workFunc   = "racekit/grader/harness.(*Run).Work"
	arriveFunc = "racekit/grader/harness.(*Witness).Arrive"
)

// goroutine describes one goroutine of a dump.
func (s Subject) goroutine(g stack.Goroutine) verdict.Goroutine {
	v := verdict.Goroutine{
		Name:  "g1",
		State: g.State,
		At:    s.innermost(g.Frames),
		Test:  g.HasFunc(bodyFunc),
	}
	// A goroutine of WaitGroup.Go has its go statement in package sync, which says
	// nothing to a learner.
	if created := s.place(g.Created); strings.HasPrefix(created.File, s.Dir+"/") {
		v.Created = created
	}
	return v
}

// ours reports whether a goroutine takes part in the test: it stands in the learner's
// code or the exercise's, or was started there. The one that only waits for the outcome
// does not.
func (s Subject) ours(g stack.Goroutine) bool {
	if g.HasFunc(checkFunc) {
		return false
	}
	if g.HasFunc(bodyFunc) || strings.HasPrefix(s.place(g.Created).File, s.Dir+"/") {
		return true
	}
	return slices.ContainsFunc(g.Frames, func(f stack.Frame) bool {
		return strings.HasPrefix(s.place(f).File, s.Dir+"/")
	})
}

// cast describes the goroutines that take part and that keep says yes to: those in
// the learner's code first, the test's own last, named g1, g2, ... in that order.
func (s Subject) cast(gs []stack.Goroutine, keep func(stack.Goroutine) bool) []verdict.Goroutine {
	var found []verdict.Goroutine
	for _, g := range gs {
		if s.ours(g) && keep(g) {
			found = append(found, s.goroutine(g))
		}
	}
	rank := func(g verdict.Goroutine) int {
		switch {
		case g.At.Learner:
			return 0
		case !g.Test:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(found, func(a, b verdict.Goroutine) int {
		return cmp.Or(rank(a)-rank(b), strings.Compare(a.At.File, b.At.File), a.At.Line-b.At.Line, strings.Compare(a.State, b.State))
	})
	return alike(found)
}

// firstLearner is the first place in the learner's code, else where the first of them
// was started, else nowhere.
func firstLearner(gs []verdict.Goroutine) verdict.Place {
	for _, g := range gs {
		if g.At.Learner {
			return g.At
		}
	}
	for _, g := range gs {
		if g.Created.Learner {
			return g.Created
		}
	}
	return verdict.Place{}
}

// alike folds neighbours that do the same at the same place into one, and names those
// that are left.
func alike(gs []verdict.Goroutine) []verdict.Goroutine {
	var folded []verdict.Goroutine
	for _, g := range gs {
		if n := len(folded); n > 0 && folded[n-1].State == g.State && folded[n-1].At == g.At && folded[n-1].Created == g.Created {
			folded[n-1].Like++
			continue
		}
		folded = append(folded, g)
	}
	for i := range folded {
		folded[i].Name = fmt.Sprintf("g%d", i+1)
	}
	return folded
}

// cap10 keeps a finding readable: a dump may hold thousands of goroutines.
func cap10(gs []verdict.Goroutine) []verdict.Goroutine {
	return gs[:min(len(gs), 10)]
}
