// Package tick stands for grader/explore/lin/tick in explored programs.
package tick

import "racekit/grader/explore/sched"

// Clock is the scheduler's count of steps, made larger at each look.
type Clock struct{ n int64 }

// Next is larger than every result of a call that had returned before.
//
//go:noinline
func (c *Clock) Next() int64 {
	c.n = max(c.n+1, int64(sched.Steps()))
	return c.n
}
