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
		Name:  nth(1),
		State: g.State,
		At:    s.innermost(g.Frames),
		Test:  g.HasFunc(bodyFunc),
	}
	if s.shownIn != nil {
		v.Name = nth(g.ID - 1) // a schedule counts them from 0, a dump from 1
	}
	if top, ok := firstUser(g.Frames); ok && v.At.Learner {
		v.Callback = !s.place(top).Learner
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

// firstUser is the innermost frame outside of the standard library.
func firstUser(frames []stack.Frame) (stack.Frame, bool) {
	for _, f := range frames {
		path, _, nested := strings.Cut(f.Func, "/")
		// A path of the standard library has no dot before its first slash; without a
		// slash, the dot is the one before the function.
		if ours := strings.HasPrefix(f.Func, "racekit/"); ours || nested && strings.Contains(path, ".") {
			return f, true
		}
	}
	return stack.Frame{}, false
}

// waits reports whether a goroutine of a process at rest waits for somebody. One of the
// learner's may also wait for the world outside, a child process above all.
func (s Subject) waits(g stack.Goroutine) bool {
	return g.Blocked() || outside(g.State) && s.inLearner(g.Frames)
}

// outside reports whether who is in that state waits for the world outside of the process.
func outside(state string) bool { return state == "IO wait" || state == "syscall" }

// cast describes the goroutines that take part and that keep says yes to, those that do
// the same at the same place as one, named g1, g2, ... (or as in the schedule that is shown)
// in the order in which they explain most: those that stand in the learner's own lines first, then those in code
// that the learner called, the test's own last; of those, who waits for the world outside first,
// for nobody here can wake it; and of those that wait for a lock, the few before the many,
// for who differs from the crowd is often who holds it up.
func (s Subject) cast(gs []stack.Goroutine, keep func(stack.Goroutine) bool) []verdict.Goroutine {
	var found []verdict.Goroutine
	for _, g := range gs {
		if s.ours(g) && keep(g) {
			found = append(found, s.goroutine(g))
		}
	}
	found = alike(found)
	rank := func(g verdict.Goroutine) int {
		switch {
		case g.At.Learner && !g.Callback:
			return 0
		case g.At.Learner:
			return 1
		case !g.Test:
			return 2
		}
		return 3
	}
	crowd := func(g verdict.Goroutine) int {
		switch {
		case outside(g.State):
			return -1
		case strings.HasSuffix(g.State, "Lock"):
			return g.Like
		}
		return 0
	}
	slices.SortStableFunc(found, func(a, b verdict.Goroutine) int { return cmp.Or(rank(a)-rank(b), crowd(a)-crowd(b)) })
	if s.shownIn == nil {
		for i := range found {
			found[i].Name = nth(i + 1)
		}
	}
	return found
}

// nth is the name of the nth goroutine.
func nth(n int) string { return fmt.Sprintf("g%d", n) }

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

// alike folds those that do the same at the same place into one, sorted by place.
func alike(gs []verdict.Goroutine) []verdict.Goroutine {
	slices.SortStableFunc(gs, func(a, b verdict.Goroutine) int {
		return cmp.Or(strings.Compare(a.At.File, b.At.File), a.At.Line-b.At.Line, strings.Compare(a.State, b.State),
			strings.Compare(a.Created.File, b.Created.File), a.Created.Line-b.Created.Line)
	})
	var folded []verdict.Goroutine
	for _, g := range gs {
		if n := len(folded); n > 0 && same(folded[n-1], g) {
			folded[n-1].Like++
			continue
		}
		folded = append(folded, g)
	}
	return folded
}

// same reports whether two goroutines do the same at the same place.
func same(a, b verdict.Goroutine) bool {
	return a.State == b.State && a.At == b.At && a.Created == b.Created && a.Test == b.Test && a.Callback == b.Callback
}

// cap10 keeps a finding readable: a dump may hold thousands of goroutines.
func cap10(gs []verdict.Goroutine) []verdict.Goroutine {
	return gs[:min(len(gs), 10)]
}
