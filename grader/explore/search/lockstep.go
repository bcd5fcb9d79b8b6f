package search

import "racekit/grader/explore/step"

// lockstep passes the turn around after a fixed number of steps. Goroutines that back
// off and try again in the same way never get anywhere like this, which hardly happens
// at random.
type lockstep struct {
	// every is the number of steps of a turn, since the step at which one began.
	every, since int
	last         int32
	branches     int
}

func (l *lockstep) begin(every int) { *l = lockstep{every: every, last: -1} }

func (l *lockstep) choose(c *step.Choice) int {
	if c.Branch {
		l.branches++
		return (l.branches - 1) % int(width(c))
	}
	if c.Preempts {
		if l.last = c.Options[0].G; c.Step-l.since < l.every {
			return 0
		}
	}
	i := l.after(c.Options)
	l.since, l.last = c.Step, c.Options[i].G
	return i
}

// after is the goroutine that is next by number, behind the last the first.
func (l *lockstep) after(options []step.Option) int {
	next, first := -1, -1
	for i := range options {
		g := options[i].G
		if g < 0 {
			continue
		}
		if first < 0 || g < options[first].G {
			first = i
		}
		if g > l.last && (next < 0 || g < options[next].G) {
			next = i
		}
	}
	if next >= 0 {
		return next
	}
	return max(first, 0)
}
