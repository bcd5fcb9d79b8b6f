package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/step"
)

const depthOnly = Lockstep | PCT | Sampler

// explore runs a search to its end, and calls each for every schedule.
func explore(t testing.TB, p *program, cfg Config, each func(*Search, *world, Outcome)) *Search {
	t.Helper()
	s, w := New(cfg), &world{}
	for s.Next() {
		o := p.run(w, s)
		s.End(o)
		if each != nil {
			each(s, w, o)
		}
		require.Less(t, s.ran, 5_000_000)
	}
	return s
}

// interleavings counts the schedules of goroutines with so many steps left by their
// number of preemptions.
func interleavings(left []int, current, preemptions int, counts map[int]int) {
	ended := true
	for g := range left {
		if left[g] == 0 {
			continue
		}
		ended = false
		more := preemptions
		if current >= 0 && g != current && left[current] > 0 {
			more++
		}
		left[g]--
		interleavings(left, g, more, counts)
		left[g]++
	}
	if ended {
		counts[preemptions]++
	}
}

func TestBoundedSearchIsExact(t *testing.T) {
	for _, tc := range []struct{ n, k, total int }{{2, 2, 6}, {3, 2, 90}, {2, 4, 70}, {3, 3, 1680}, {4, 2, 2520}} {
		t.Run(fmt.Sprintf("%dx%d", tc.n, tc.k), func(t *testing.T) {
			want := map[int]int{}
			interleavings(slices.Repeat([]int{tc.k}, tc.n), -1, 0, want)
			got, all, last := map[int]int{}, map[string]bool{}, 0
			s := explore(t, steps(tc.n, tc.k), Config{Without: depthOnly | Pruning}, func(s *Search, _ *world, o Outcome) {
				assert.GreaterOrEqual(t, o.Preemptions, min(last, 3), "fewest preemptions first")
				last = max(last, o.Preemptions)
				got[o.Preemptions]++
				all[fmt.Sprint(s.Choices())] = true
			})
			assert.Equal(t, want, got)
			assert.Len(t, all, tc.total, "each of them once")
			c := s.Coverage()
			assert.True(t, c.Everything)
			sum := 0
			for b := range 3 {
				sum += want[b]
				assert.Equal(t, want[b], c.Stages[b].Schedules)
				assert.True(t, c.Stages[b].Complete)
			}
			bound, schedules := c.Bound()
			assert.Equal(t, 2, bound)
			assert.Equal(t, sum, schedules)
			assert.Equal(t, tc.total, c.Schedules())
		})
	}
}

func TestBoundsNeedNotBeConsecutive(t *testing.T) {
	want := map[int]int{}
	interleavings([]int{3, 3, 2}, -1, 0, want)
	p := steps(3, 3)
	p.ops[2] = p.ops[2][:2]
	for _, bounds := range [][]int{{}, {0}, {1}, {0, 2}, {1, 4}, {2, 0}} {
		got := map[int]int{}
		s := explore(t, p, Config{Bounds: bounds, Without: depthOnly | Pruning}, func(_ *Search, _ *world, o Outcome) { got[o.Preemptions]++ })
		assert.Equal(t, want, got, bounds)
		assert.True(t, s.Coverage().Everything)
	}
}

func TestWithoutUnboundedItIsNotEverything(t *testing.T) {
	s := explore(t, steps(3, 2), Config{Bounds: []int{0, 1}, Without: depthOnly | Pruning | Unbounded}, nil)
	c := s.Coverage()
	assert.False(t, c.Everything)
	bound, _ := c.Bound()
	assert.Equal(t, 1, bound)

	s = explore(t, steps(2, 1), Config{Without: depthOnly | Pruning | Unbounded}, nil)
	assert.True(t, s.Coverage().Everything, "there is nothing beyond the bounds")
	assert.True(t, s.Coverage().Stages[2].Complete)
}

// programs are toys with failures, and without.
func programs() map[string]*program {
	timer := lostUpdate(2, 1)
	timer.clock = 2
	timer.ops[1] = append([]op{{kind: step.ClockRead, object: 7, do: func(w *world) int { w.vars[3] = w.ticks; return next }}}, timer.ops[1]...)
	branches := lostUpdate(2, 1)
	for g := range branches.ops {
		branches.ops[g] = append([]op{{
			kind: step.Select, object: int32(g + 3), ways: 3,
			do: func(w *world) int { w.vars[g+3] = w.way; return next },
		}}, branches.ops[g]...)
	}
	branches.check = func(w *world) string { return fmt.Sprint(w.vars[0], w.vars[3], w.vars[4]) }
	return map[string]*program{
		"lost update": lostUpdate(3, 1), "twice": lostUpdate(2, 2), "abba": abba(), "counter": counter(3, 2),
		"needs 2": needs(2, 1), "needs 3": needs(3, 0), "timer": timer, "branches": branches, "spin": spin(), "spinners": spinners(2, step.Yield),
	}
}

// spin is a goroutine that waits for another in a loop that gives up its turn.
func spin() *program {
	return &program{limit: 200, ops: [][]op{
		{
			{kind: step.AtomicLoad, object: 1, do: func(w *world) int { return 1 + w.vars[0] }},
			{kind: step.Yield, do: func(w *world) int { return 0 }},
			{kind: step.AtomicAdd, object: 2},
		},
		{{kind: step.AtomicAdd, object: 2}, {kind: step.AtomicStore, object: 1, do: func(w *world) int { w.vars[0] = 1; return next }}, {kind: step.AtomicAdd, object: 3}},
	}}
}

// ends are the states in which the schedules of a depth-first search end, by bound.
func ends(t *testing.T, p *program, cfg Config) (all map[string]bool, s *Search) {
	all = map[string]bool{}
	s = explore(t, p, cfg, func(s *Search, w *world, o Outcome) {
		if !o.Pruned {
			all[fmt.Sprint(o.Failure, w.vars, w.signature(0, false, false))] = true
		}
	})
	return all, s
}

// missing is up to three of what is in one set only, so that it can be read.
func missing(a, b map[string]bool) (only []string) {
	for _, k := range slices.Sorted(maps.Keys(a)) {
		if !b[k] && len(only) < 3 {
			only = append(only, "+"+k)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(b)) {
		if !a[k] && len(only) < 3 {
			only = append(only, "-"+k)
		}
	}
	return only
}

func TestPruningLosesNothing(t *testing.T) {
	for name, p := range programs() {
		for _, bounds := range [][]int{{0}, {1}, {0, 1}, {0, 1, 2}, {0, 1, 2, 3}, {0, 2, 3}} {
			without := depthOnly | Unbounded
			want, plain := ends(t, p, Config{Bounds: bounds, Without: without | Pruning})
			got, pruned := ends(t, p, Config{Bounds: bounds, Without: without})
			assert.Empty(t, missing(want, got), "%s %v", name, bounds)
			assert.LessOrEqual(t, pruned.Coverage().Schedules(), plain.Coverage().Schedules())
		}
		if !strings.HasPrefix(name, "spin") { // which have no end
			want, plain := ends(t, p, Config{Bounds: []int{}, Without: depthOnly | Pruning})
			got, pruned := ends(t, p, Config{Without: depthOnly})
			assert.Empty(t, missing(want, got), name)
			assert.True(t, plain.Coverage().Everything && pruned.Coverage().Everything)
			assert.LessOrEqual(t, pruned.ran, plain.ran)
			t.Logf("%s: %d schedules, %d with pruning and %d pruned, %d classes", name, plain.ran, pruned.Coverage().Schedules(), pruned.ran, len(want))
		}
	}
}

// spinners are n goroutines that wait for another, in loops that give up the turn.
func spinners(n int, kind step.Kind) *program {
	p := spin()
	wait := []op{
		{kind: step.AtomicLoad, object: 1, do: func(w *world) int { return 1 + w.vars[0] }},
		{kind: kind, object: 1, do: func(w *world) int { return 0 }},
	}
	p.ops = append(slices.Repeat([][]op{wait}, n), p.ops[1])
	for g := range n {
		// The end of the loop is behind the last step.
		p.ops[g] = append(slices.Clone(wait), op{kind: step.AtomicAdd, object: int32(g + 2)})
	}
	return p
}

func TestSpinningEndsWithinBounds(t *testing.T) {
	for n := 1; n <= 3; n++ {
		p := spinners(n, step.Yield)
		for _, late := range []bool{false, true} {
			p.yieldsLate = late
			s := explore(t, p, Config{Bounds: []int{0, 1}, Without: depthOnly | Unbounded | Pruning}, nil)
			c := s.Coverage()
			bound, schedules := c.Bound()
			assert.Equal(t, 1, bound)
			assert.Zero(t, c.Stages[0].Cut+c.Stages[1].Cut)

			want, _ := ends(t, p, Config{Bounds: []int{0, 1}, Without: depthOnly | Unbounded | Pruning})
			got, pruned := ends(t, p, Config{Bounds: []int{0, 1}, Without: depthOnly | Unbounded})
			assert.Empty(t, missing(want, got))
			t.Logf("%d: %d schedules, %d with pruning, %d classes", n, schedules, pruned.Coverage().Schedules(), len(want))
		}
	}
}

func TestAScheduleThatWasCutMakesItIncomplete(t *testing.T) {
	p := spin()
	p.ops[0][1].kind = step.AtomicLoad // no yield
	s := explore(t, p, Config{Schedules: 1000, Without: depthOnly}, nil)
	c := s.Coverage()
	assert.Positive(t, c.Stages[0].Cut)
	assert.False(t, c.Everything)
	bound, _ := c.Bound()
	assert.Equal(t, -1, bound)
	assert.Positive(t, c.Stages[1].Schedules-c.Stages[1].Cut, "goes on behind it")
}

func TestFirstFailureHasFewestPreemptions(t *testing.T) {
	for want := range 3 {
		p := needs(want+1, 2)
		got := -1
		explore(t, p, Config{Without: depthOnly}, func(_ *Search, _ *world, o Outcome) {
			if o.Failure != "" && got < 0 {
				got = o.Preemptions
			}
		})
		// Goroutine 0 is interrupted each time, and the other all but the last.
		assert.Equal(t, 2*want+1, got)
	}
}

func TestAFullQueueFallsBackToTheRoot(t *testing.T) {
	want := map[int]int{}
	interleavings([]int{3, 3, 3}, -1, 0, want)
	s, w, p := New(Config{Without: depthOnly | Pruning}), &world{}, steps(3, 3)
	got := map[int]int{}
	for n := 0; s.Next(); n++ {
		if n == 20 {
			s.tree.overflow = true
		}
		before := s.rows[s.row].Repeated
		o := p.run(w, s)
		s.End(o)
		if s.rows[s.row].Repeated == before {
			got[o.Preemptions]++
		}
	}
	assert.Equal(t, want, got)
	assert.True(t, s.Coverage().Everything)
	repeated := 0
	for _, row := range s.Coverage().Stages {
		repeated += row.Repeated
	}
	assert.Positive(t, repeated)
}

func TestNondeterminismIsNoticed(t *testing.T) {
	n := 0
	p := lostUpdate(3, 2)
	read := p.ops[1][0].do
	p.ops[1][0].do = func(w *world) int {
		if n++; n%7 == 0 {
			read(w)
			return 3
		}
		return read(w)
	}
	told := 0
	s := explore(t, p, Config{Schedules: 20_000, Without: depthOnly}, func(s *Search, _ *world, _ Outcome) {
		if s.Diverged() {
			told++
		}
	})
	assert.Positive(t, told)
	assert.Equal(t, told, s.Coverage().Diverged)
	assert.False(t, s.Coverage().Everything)
}
