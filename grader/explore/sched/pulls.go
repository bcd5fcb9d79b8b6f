package sched

import (
	"runtime"

	"racekit/grader/explore/step"
)

// Pull is an iterator that iter.Pull turned around. Until it has ended or was stopped, a
// goroutine of the runtime's is parked in it, which nothing else can end.
type Pull struct {
	g    int32
	pcs  []uintptr
	over bool
}

// OpenPull takes down that the running goroutine calls iter.Pull. The result is nil while
// no schedule runs.
//
//go:noinline
func OpenPull() *Pull {
	s := &the
	if s.cur == nil || s.cur.dying {
		return nil
	}
	p := &Pull{g: s.cur.id, pcs: make([]uintptr, 16)}
	p.pcs = p.pcs[:runtime.Callers(2, p.pcs)]
	s.pulls = append(s.pulls, p)
	return p
}

// Close takes down that the iterator has ended or was stopped. One that is unwound with
// its schedule stays open.
//
//go:noinline
func (p *Pull) Close() {
	if p != nil && !Dying() {
		p.over = true
	}
}

// OpenedPull is an iterator that was not stopped.
type OpenedPull struct {
	// G is the goroutine that called iter.Pull, Frames where.
	G      int
	Frames []step.Frame
}

// PullsOpen are the iterators that were not stopped in the schedule that runs or ran last.
func PullsOpen() []OpenedPull {
	var open []OpenedPull
	for _, p := range the.pulls {
		if !p.over {
			open = append(open, OpenedPull{G: int(p.g), Frames: resolve(p.pcs)})
		}
	}
	return open
}

// openPulls is how many there are.
func (s *scheduler) openPulls() (n int) {
	for _, p := range s.pulls {
		if !p.over {
			n++
		}
	}
	return n
}
