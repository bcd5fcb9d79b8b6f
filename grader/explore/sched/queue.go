package sched

import "unsafe"

// waiter is one arm of a goroutine that waits in a channel operation or a select.
type waiter struct {
	*wait
	arm int
	// place is where a receiver wants the value, or where a sender keeps it.
	place unsafe.Pointer
	ok    *bool
}

// wait is what the arms of one goroutine share: the first that is served wins.
type wait struct {
	g      *G
	served bool
	arm    int
	// closed: a sender was woken by close.
	closed bool
	// here and there are tokens: what the waiter did before, what the other did.
	here, there uint64
}

// queue holds waiters in the order of their arrival, as Go does.
type queue struct{ ws []waiter }

func (q *queue) push(w waiter) { q.ws = append(q.ws, w) }

// first drops waiters that were served elsewhere and reports whether one is left.
func (q *queue) first() bool {
	for len(q.ws) > 0 && q.ws[0].served {
		q.ws = q.ws[1:]
	}
	return len(q.ws) > 0
}

func (q *queue) pop() waiter {
	w := q.ws[0]
	q.ws = q.ws[1:]
	return w
}

// meet completes what w waits for: the two goroutines are ordered both ways.
func (w waiter) meet(s *scheduler) {
	if !s.ticking {
		raceAcquire(unsafe.Pointer(&w.here))
	}
	w.order(s)
	w.serve(s)
}

// order orders w after what the running goroutine has done so far.
func (w waiter) order(s *scheduler) {
	if !s.ticking {
		raceRelease(unsafe.Pointer(&w.there))
	}
}

// serve completes what w waits for.
func (w waiter) serve(s *scheduler) {
	w.served = true
	w.wait.arm = w.arm
	s.wake(w.g, s.cause())
}
