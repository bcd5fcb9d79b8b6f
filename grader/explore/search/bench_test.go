package search

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/step"
)

// choicesOf are the choices of a schedule of four goroutines and 64 steps, as a chooser
// sees them.
func choicesOf(preempts bool) []step.Choice {
	options := []step.Option{{G: 0, Kind: step.Lock, Object: 1}, {G: 1, Kind: step.AtomicAdd, Object: 2}, {G: 2, Kind: step.AtomicAdd, Object: 2}, {G: 3, Kind: step.Unlock, Object: 3}}
	all := make([]step.Choice, 64)
	for i := range all {
		all[i] = step.Choice{Options: options, N: len(options), Preempts: preempts, Step: i, State: mix(uint64(i))}
	}
	return all
}

func BenchmarkChoose(b *testing.B) {
	all := choicesOf(true)
	b.Run("replay", func(b *testing.B) {
		s := New(Config{Without: depthOnly})
		s.Next()
		for i := range all {
			s.Choose(&all[i])
		}
		s.tree.fixed = len(all)
		for b.Loop() {
			s.tree.rewind()
			for i := range all {
				s.Choose(&all[i])
			}
		}
		perChoose(b, len(all))
	})
	b.Run("deeper", func(b *testing.B) {
		s := New(Config{Without: depthOnly})
		s.Next()
		for b.Loop() {
			s.tree.rewind()
			for i := range all {
				all[i].State++
				s.Choose(&all[i])
			}
			s.tree.seen.reset()
		}
		perChoose(b, len(all))
	})
	for _, part := range []struct {
		name string
		part Part
		row  string
	}{{"lockstep", Lockstep, NameLockstep}, {"pct", PCT, NamePCT}, {"pos", Sampler, NamePOS}, {"walk", Sampler, NameWalk}} {
		b.Run(part.name, func(b *testing.B) {
			s := New(Config{Without: everyPart &^ part.part})
			for n := 0; n < 2 || s.Stage().Name != part.row; n++ {
				s.Next()
				for i := range all {
					s.Choose(&all[i])
				}
				s.End(Outcome{})
			}
			for b.Loop() {
				s.tree.rewind()
				for i := range all {
					s.Choose(&all[i])
				}
			}
			perChoose(b, len(all))
		})
	}
}

func perChoose(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/choose")
}

// BenchmarkSchedules is a whole search of a toy, for how much of it is Next and End.
func BenchmarkSchedules(b *testing.B) {
	p, w := counter(3, 12), &world{}
	for b.Loop() {
		for s := New(Config{Schedules: 20_000}); s.Next(); {
			s.End(p.run(w, s))
		}
	}
}

func TestMemoryIsFlat(t *testing.T) {
	p, w := counter(4, 6), &world{}
	s := New(Config{Schedules: 1_000_000})
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var early uint64
	for n := 0; s.Next(); n++ {
		s.End(p.run(w, s))
		if n == 300_000 {
			early = heap()
		}
	}
	assert.LessOrEqual(t, heap(), early+early/4)
	assert.Less(t, heap(), uint64(64<<20))
	runtime.KeepAlive(s)
}
