package search

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/step"
)

var (
	_ step.Chooser = (*Search)(nil)
	_ step.Chooser = (*Replay)(nil)
	_ step.Chooser = (*guide)(nil)
)

const everyPart = Bounded | Unbounded | Lockstep | PCT | Sampler | Pruning

func TestBudgetOfSchedulesIsExact(t *testing.T) {
	p := lostUpdate(4, 3)
	for _, want := range []int{1, 2, 3, 7, 100, 2000} {
		for _, without := range []Part{0, Bounded, Bounded | Unbounded, Lockstep, PCT, Sampler, PCT | Sampler, everyPart &^ PCT, everyPart &^ Sampler, depthOnly} {
			got := 0
			s := explore(t, p, Config{Schedules: want, Without: without}, func(*Search, *world, Outcome) { got++ })
			c := s.Coverage()
			if without&(PCT|Sampler) == PCT|Sampler && without&Lockstep == 0 {
				assert.LessOrEqual(t, got, want)
				continue
			}
			assert.Equal(t, want, got, "without %b", without)
			assert.False(t, s.Next(), "and stays at the end")
			sum := 0
			for _, row := range c.Stages {
				sum += row.Schedules + row.Pruned
			}
			assert.Equal(t, want, sum)
		}
	}
}

func TestSharesOfTheBudget(t *testing.T) {
	s := explore(t, lostUpdate(4, 4), Config{Schedules: 10_006}, nil)
	deep, sampled := 0, map[string]int{}
	for _, row := range s.Coverage().Stages {
		if row.Name == NameBounded || row.Name == NameUnbounded {
			deep += row.Schedules + row.Pruned
		}
		sampled[row.Name] += row.Schedules
	}
	assert.Equal(t, 5003, deep)
	assert.Equal(t, 6, sampled[NameLockstep])
	assert.InDelta(t, 2498, sampled[NamePCT], 2)
	assert.InDelta(t, 2498, sampled[NamePOS]+sampled[NameWalk], 2)
	assert.Equal(t, 4997, s.Coverage().Sampled())
}

func TestBudgetOfTime(t *testing.T) {
	asked := 0
	s := explore(t, lostUpdate(4, 4), Config{Spent: func() float64 { asked++; return float64(asked-1) / 1000 }}, nil)
	assert.Equal(t, 1000, s.ran)
	deep := 0
	for _, row := range s.Coverage().Stages[:4] {
		deep += row.Schedules + row.Pruned
	}
	assert.Equal(t, 500, deep)
}

// Where there is time for few schedules only, those that differ from the beginning get most
// of it.
func TestSlowProgram(t *testing.T) {
	asked := 0
	s := explore(t, lostUpdate(4, 4), Config{Spent: func() float64 { asked++; return float64(asked-1) / 50 }}, nil)
	assert.Equal(t, 50, s.ran)
	deep := 0
	for _, row := range s.Coverage().Stages[:4] {
		deep += row.Schedules + row.Pruned
	}
	assert.Equal(t, 6, deep)
}

func TestASmallProgramIsSearchedAndNotSampled(t *testing.T) {
	s := explore(t, abba(), Config{Schedules: 100_000}, nil)
	c := s.Coverage()
	assert.True(t, c.Everything)
	assert.Zero(t, c.Sampled())
	assert.Less(t, s.ran, 200)
}

func TestEveryPartAlone(t *testing.T) {
	for _, part := range []Part{0, Bounded, Unbounded, Lockstep, PCT, Sampler} {
		s := explore(t, lostUpdate(3, 2), Config{Schedules: 300, Without: everyPart &^ part}, nil)
		c := s.Coverage()
		want := map[Part]string{0: NameFirst, Bounded: NameBounded, Unbounded: NameUnbounded}[part]
		if want == "" {
			want = NameFirst
		}
		assert.Equal(t, want, c.Stages[0].Name)
		assert.Positive(t, c.Stages[0].Schedules)
		assert.False(t, c.Everything)
	}
}

func TestTheFirstScheduleTakesOptionZero(t *testing.T) {
	for _, without := range []Part{0, Bounded, Bounded | Unbounded} {
		s, w := New(Config{Schedules: 1, Without: without}), &world{}
		assert.True(t, s.Next())
		s.End(lostUpdate(3, 2).run(w, s))
		got := s.Choices()
		assert.Equal(t, make([]uint16, len(got)), got)
		assert.NotEmpty(t, got)
	}
}

// record is all choices of all schedules.
func record(t *testing.T, cfg Config) (all [][]uint16) {
	p := lostUpdate(3, 3)
	p.clock = 2
	explore(t, p, cfg, func(s *Search, _ *world, _ Outcome) { all = append(all, s.Choices()) })
	return all
}

func TestEqualSeedsChooseAlike(t *testing.T) {
	want := record(t, Config{Seed: 1, Schedules: 3000})
	assert.Equal(t, want, record(t, Config{Seed: 1, Schedules: 3000}))
	other := record(t, Config{Seed: 2, Schedules: 3000})
	assert.Equal(t, want[:1500], other[:1500], "the search has nothing random")
	assert.NotEqual(t, want[1500:], other[1500:])
}

// depth is a program of two goroutines of k steps with a bug of depth d: the first step of
// goroutine 1 has to come right behind one in the middle of goroutine 0; for depth 3,
// also the last of 0 before the second of 1.
func depth(d, k int) *program {
	p := &program{ops: make([][]op, 2)}
	for g := range p.ops {
		for i := range k {
			p.ops[g] = append(p.ops[g], op{kind: step.AtomicAdd, object: 1, do: func(w *world) int {
				at := k / 2
				switch {
				case d == 2 && g == 0 && i == at, d == 3 && g == 0 && i == at:
					w.vars[0] = 1 // open
				case g == 0 && i == at+1:
					w.vars[0] = 0 // closed again
				case d == 2 && g == 1 && i == 0 && w.vars[0] == 1:
					w.failed = "bug"
				case d == 3 && g == 1 && i == 0 && w.vars[0] == 1:
					w.vars[1] = 1
				case d == 3 && g == 0 && i == k-1 && w.vars[1] == 1 && w.vars[2] == 0:
					w.failed = "bug"
				case g == 1 && i == 1:
					w.vars[2] = 1
				}
				return next
			}})
		}
	}
	return p
}

// Steps that a program repeats do not hide the few that matter.
func TestPCTComesToWhatIsPadded(t *testing.T) {
	for seed := range uint64(10) {
		cfg := Config{Seed: seed, Schedules: 200, Without: everyPart &^ PCT}
		failed := 0
		for _, row := range explore(t, padded(500), cfg, nil).Coverage().Stages {
			assert.Contains(t, []string{NameFirst, NamePCT}, row.Name)
			failed += row.Failed
		}
		t.Logf("seed %d: %d", seed, failed)
		assert.Greater(t, failed, 1, "seed %d", seed)
	}
}

func TestPCTIsAsGoodAsItsBound(t *testing.T) {
	const k, schedules = 10, 40_000
	for d := 2; d <= 3; d++ {
		cfg := Config{Seed: 7, Schedules: schedules, Depths: []int{d}, Without: everyPart &^ PCT}
		s := explore(t, depth(d, k), cfg, nil)
		row := s.Coverage().Stages[1]
		assert.Equal(t, NamePCT, row.Name)
		got := float64(row.Failed) / float64(row.Schedules)
		want := 1 / (2 * math.Pow(2*k, float64(d-1)))
		t.Logf("depth %d: %.5f, at least %.5f", d, got, want)
		assert.GreaterOrEqual(t, got, want)
	}
}

func TestSamplersReachEverything(t *testing.T) {
	p := lostUpdate(3, 1)
	p.check = func(w *world) string { return string(rune('0' + w.vars[0])) }
	for _, part := range []Part{PCT, Sampler} {
		got := map[string]bool{}
		explore(t, p, Config{Schedules: 2000, Without: everyPart &^ part}, func(_ *Search, _ *world, o Outcome) { got[o.Failure] = true })
		assert.Equal(t, map[string]bool{"1": true, "2": true, "3": true}, got)
	}
}

func TestSamplersGetOutOfLoops(t *testing.T) {
	p := spin()
	p.limit = 5000
	p.ops[0][1].kind = step.AtomicLoad // no yield
	s := explore(t, p, Config{Schedules: 1000, Without: everyPart &^ (PCT | Sampler | Lockstep)}, nil)
	for _, row := range s.Coverage().Stages[1:] {
		assert.Zero(t, row.Cut, row.Name)
		assert.Positive(t, row.Schedules)
	}
}

func TestLockstepFindsALivelock(t *testing.T) {
	// Each takes its own, tries the other's, and starts again if it is taken.
	try := func(mine, other int) []op {
		return []op{
			{kind: step.AtomicStore, object: int32(mine + 1), do: func(w *world) int { w.vars[mine] = 1; return next }},
			{kind: step.AtomicLoad, object: int32(other + 1), do: func(w *world) int { return 2 + w.vars[other] }},
			{kind: step.AtomicStore, object: int32(mine + 1), do: func(w *world) int { w.vars[mine] = 0; return 5 }},
			{kind: step.AtomicStore, object: int32(mine + 1), do: func(w *world) int { w.vars[mine] = 0; return next }},
			{kind: step.Yield, do: func(*world) int { return 0 }},
		}
	}
	p := &program{limit: 500, ops: [][]op{try(0, 1), try(1, 0)}}
	s := explore(t, p, Config{Schedules: 7, Without: everyPart &^ Lockstep}, nil)
	assert.Positive(t, s.Coverage().Stages[1].Cut)
}

func TestTheClockIsRare(t *testing.T) {
	p := steps(2, 8)
	p.clock = 1 << 30
	p.limit = 1 << 20
	ticks, all := 0, 0
	s := explore(t, p, Config{Schedules: 3000, Without: everyPart &^ (PCT | Sampler | Lockstep)}, func(_ *Search, w *world, o Outcome) {
		ticks += w.ticks
		all += o.Steps
	})
	assert.Positive(t, ticks)
	assert.Less(t, ticks, all/8)
	for _, row := range s.Coverage().Stages {
		assert.Zero(t, row.Cut)
	}
}

func TestReplay(t *testing.T) {
	p, w := lostUpdate(3, 2), &world{}
	explore(t, p, Config{Schedules: 500}, func(s *Search, w *world, o Outcome) {
		if o.Pruned {
			return
		}
		r := NewReplay(s.Choices())
		r.Expect(s.Widths())
		assert.Equal(t, o, p.run(&world{}, r))
		assert.False(t, r.Diverged())
		assert.Equal(t, s.Choices(), r.Choices())
		assert.Equal(t, s.Widths(), r.Widths())
	})
	for _, choices := range [][]uint16{{3}, {0, 0, 9}, slices.Repeat([]uint16{0}, 100)} {
		r := NewReplay(choices)
		p.run(w, r)
		assert.True(t, r.Diverged(), choices)
	}
	r := NewReplay(nil)
	r.Expect([]uint16{3, 3, 2})
	lostUpdate(2, 2).run(w, r)
	assert.True(t, r.Diverged())
}

func TestNothingIsAllocatedInSteadyState(t *testing.T) {
	for _, without := range []Part{depthOnly, everyPart &^ PCT, everyPart &^ Sampler} {
		p := counter(4, 6)
		s, w := New(Config{Without: without}), &world{}
		one := func() {
			if s.Next() {
				s.End(p.run(w, s))
			}
		}
		for range 100_000 {
			one()
		}
		assert.LessOrEqual(t, testing.AllocsPerRun(20_000, one), 0.0, "without %b", without)
	}
}
