package sched

import (
	"unsafe"
)

// coro is the runtime's coroutine: a place where exactly one goroutine is parked.
// Switching to it parks the caller there and resumes the one who was. It is what
// iter.Pull is made of; iter.Pull itself cannot be used, for it carries Goexit and
// panics over to the one who resumes. See runtime/coro.go. Programs that contain this
// package are linked with -checklinkname=0.
type coro struct{ _ [1]uintptr }

//go:linkname newcoro runtime.newcoro
func newcoro(func(*coro)) *coro

//go:linkname coroswitch runtime.coroswitch
func coroswitch(*coro)

// slot is a coro and the worker that is parked in it. A worker that is resumed leaves
// its slot to the one who resumed it, so that slots wander.
type slot struct {
	c  *coro
	in *worker
}

// worker is a real goroutine, of which only one runs at a time. It serves one goroutine
// of a schedule, and is used again in later schedules, not in the same one: the race
// detector would take what two goroutines do on one worker to be ordered.
type worker struct {
	// at is where it is parked, nil while it runs.
	at *slot
	// born is the slot whose parked goroutine goes on if this one exits.
	born *slot
	g    *G
	// own is the memory of g.
	own G
	// order is what it is to do when it is resumed at the end of a schedule.
	order order
	// lost: its goroutine has exited, or was left where it stands; it serves no more.
	lost bool
}

// order is what a parked worker is told when it is resumed.
type order uint8

const (
	goOn order = iota
	// merge: tell the race detector that what it did happens before the next schedule.
	merge
	// die: unwind, with deferred calls running.
	die
)

// newWorker makes a worker. To the race detector it is ordered after what the calling
// goroutine has done.
func (s *scheduler) newWorker() *worker {
	w := &worker{}
	sl := &slot{in: w}
	w.at, w.born = sl, sl
	sl.c = newcoro(func(*coro) { w.loop(s) })
	return w
}

// hire makes sure that a worker is idle that is ordered after nothing in this schedule:
// the hub makes it.
func (s *scheduler) hire() {
	if !Race || len(s.idle) > 0 {
		return
	}
	s.hiring = s.here
	s.transfer(s.here, &s.hub)
}

// work lets the schedule begin at w. It returns when the schedule is over.
func (s *scheduler) work(w *worker) {
	s.transfer(&s.hub, w)
	for s.hiring != nil {
		back := s.hiring
		s.hiring = nil
		s.idle = append(s.idle, s.newWorker())
		s.transfer(&s.hub, back)
	}
}

// transfer parks from and lets to go on. It returns when from is resumed.
func (s *scheduler) transfer(from, to *worker) {
	s.target = to
	for s.target != from {
		to := s.target
		sl := to.at
		to.at = nil
		from.at, sl.in = sl, from
		coroswitch(sl.c)
		// A worker that exits resumes whoever is parked where it was born: if that is not
		// the one who is meant, he passes it on.
	}
	s.here = from
}

// loop serves one goroutine after the other. It ends only by Goexit.
func (w *worker) loop(s *scheduler) {
	s.here = w
	defer w.leave(s)
	for {
		w.serve(s)
		s.transfer(w, s.after(w))
		w.obey(s)
	}
}

// obey does what a worker can be told at the end of a schedule, but for dying.
func (w *worker) obey(s *scheduler) {
	for w.order == merge {
		raceReleaseMerge(unsafe.Pointer(&s.epoch))
		s.transfer(w, &s.hub)
	}
}

// serve runs the body of the worker's goroutine to its end. It does not return if that is
// by Goexit, nor if there was one before a panic: then leave comes next.
func (w *worker) serve(s *scheduler) {
	g := w.g
	defer func() {
		if v := recover(); v != nil {
			s.panicked(g, v)
		}
		g.finish()
		raceReleaseMerge(unsafe.Pointer(&g.spawned))
		raceReleaseMerge(unsafe.Pointer(&s.epoch))
	}()
	raceAcquire(unsafe.Pointer(&g.spawned))
	s.enter(g, nil, startKind)
	g.f()
}

// leave is what is left to do for a worker whose goroutine called Goexit: it is not to be
// used again. Whoever is parked where it was born is resumed next, by the runtime.
//
//go:norace
func (w *worker) leave(s *scheduler) {
	w.lost = true
	s.target = s.after(w)
	w.born.in.at = nil
	raceEnd()
}

// after says who goes on when w has ended its goroutine.
func (s *scheduler) after(w *worker) *worker {
	if s.over {
		return &s.hub
	}
	if next := s.choose(); next != nil {
		return next.w
	}
	return &s.hub
}

// turn lets the scheduler choose who goes on, and returns when it is g.
func (s *scheduler) turn(g *G) {
	next := s.choose()
	if next == g {
		return
	}
	w := g.w
	if next == nil {
		s.transfer(w, &s.hub)
	} else {
		s.transfer(w, next.w)
	}
	w.obey(s)
	if w.order == die && !g.dying {
		g.die(s)
	}
}
