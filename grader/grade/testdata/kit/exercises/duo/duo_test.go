package duo_test

import (
	"sync/atomic"
	"testing"

	"racekit/exercises/duo"
	"racekit/grader/harness"
)

func TestTogether(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		w := r.Witness(duo.Size)
		duo.Both(func() { w.Arrive() }, func() { w.Arrive() })
	})
}

func TestBoth(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var f, g atomic.Int64
		duo.Both(func() { f.Add(1) }, func() { g.Add(1) })
		if f.Load() != 1 || g.Load() != 1 {
			r.Errorf("f ran %d times, g %d times; want 1 and 1", f.Load(), g.Load())
		}
	})
}
