package sched_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/sync"
)

func TestNumberOfSchedules(t *testing.T) {
	// Two goroutines of two steps have three turns each, with the one in which they start:
	// 6 over 3 schedules.
	assert.Equal(t, 20, count(unbounded, steps(2, 2)))
	for bound, want := range []int{2, 6, 14, 18, 20, 20} {
		assert.Equal(t, want, count(bound, steps(2, 2)), "at most %d preemptions", bound)
	}
	assert.Equal(t, 1, count(unbounded, steps()))
	assert.Equal(t, 1, count(unbounded, steps(5)))
	assert.Equal(t, 6, count(unbounded, steps(0, 0, 0)))
	assert.Equal(t, 90, count(unbounded, steps(1, 1, 1)), "6! / (2! 2! 2!)")
}

func TestNumberOfSchedulesOfLocks(t *testing.T) {
	both := func(critical func()) func() {
		return func() {
			var mu sync.Mutex
			for range 2 {
				sched.Go("g", func() { mu.Lock(); critical(); mu.Unlock() })
			}
		}
	}
	// One locks and unlocks before the other locks: of the other's three steps, only the
	// first can come earlier, at four places; and the other way round.
	want := 8
	assert.Equal(t, want, count(unbounded, both(func() {})))
	assert.Equal(t, 2, count(0, both(func() {})))
}
