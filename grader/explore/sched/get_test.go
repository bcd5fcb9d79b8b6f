package sched_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
)

func TestGetIsItsValue(t *testing.T) {
	x := 7
	got := sched.Get(x)
	x = 8
	assert.Equal(t, 7, got)
}

// The variable of the loop is one, and keeps its last value at the end.
func TestRangeOver(t *testing.T) {
	var got []int
	last := -1
	r := run(func() {
		c := make(chan int, 3)
		sched.Go("send", func() {
			for i := range 5 {
				sched.Send(c, "c")(i)
			}
			sched.Close(c, "c")
		})
		next, v := sched.RangeOver(c, "c")
		for next(&v) {
			got = append(got, v)
		}
		last = v
	})
	assert.True(t, r.MainDone)
	assert.Equal(t, []int{0, 1, 2, 3, 4}, got)
	assert.Equal(t, 4, last)
}

// As with range: what is removed before its turn does not come, and what is not there does not hurt.
func TestMapOver(t *testing.T) {
	got := map[string]int{}
	rounds := 0
	r := run(func() {
		m := map[string]int{"a": 1, "b": 2, "c": 3}
		next, k, v := sched.MapOver(m, "m")
		for next(&k, &v) {
			got[k] = v
			if rounds++; rounds == 1 {
				for _, other := range []string{"a", "b", "c"} {
					if other != k {
						delete(m, other)
						break
					}
				}
			}
		}
		none, _, _ := sched.MapOver(map[int]int(nil), "none")
		assert.False(t, none(new(int), new(int)))
	})
	assert.True(t, r.MainDone)
	assert.Equal(t, 2, rounds)
	assert.Len(t, got, 2)
	for k, v := range got {
		assert.Equal(t, map[string]int{"a": 1, "b": 2, "c": 3}[k], v)
	}
}
