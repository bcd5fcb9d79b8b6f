package sched

import "racekit/grader/explore/step"

// Drained drops what a timer's channel holds and reports whether that was something: after
// Stop and Reset there is nothing stale, and a value that nobody received was not sent.
//
//go:norace
func Drained[T any](c chan T) bool {
	if the.cur == nil {
		return false
	}
	st := sending(c)
	if !the.ticking {
		the.touch(the.cur, &st.Object, step.TimerStop)
	}
	had := st.used > 0
	st.used = 0
	return had
}

// CloseHere is close(c) as a part of the step that the running goroutine does already, as
// cancelling a context closes its channel.
//
//go:norace
func CloseHere[T any](c chan<- T) {
	if g := Current(); g != nil {
		closeHere(g, &sending(c).shadow)
	}
}

func closeHere(g *G, c *shadow) {
	s := &the
	c.number(s)
	if s.ticking {
		c.ticked(s)
	} else {
		s.touch(g, &c.Object, step.ChanClose)
	}
	c.close()
}
