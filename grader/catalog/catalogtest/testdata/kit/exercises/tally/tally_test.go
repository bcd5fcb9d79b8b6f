package tally_test

import (
	"testing"

	"racekit/exercises/tally"
	"racekit/grader/harness"
)

func TestNoLostMark(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var x tally.Tally
		for range 2 {
			r.Go("marker", x.Mark)
		}
		r.Join()
		if got := x.Marks(); got != 2*tally.Step {
			r.Errorf("Marks() = %d; want %d", got, 2*tally.Step)
		}
	})
}

func TestReadWhileMarking(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var x tally.Tally
		r.Go("marker", x.Mark)
		r.Go("reader", func() { read(r, &x) })
		r.Join()
	})
}

func read(r *harness.Run, x *tally.Tally) {
	if got := x.Marks(); got > tally.Step {
		r.Errorf("Marks() = %d; want at most %d", got, tally.Step)
	}
}
