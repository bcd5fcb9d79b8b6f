package sync

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Cond is sync.Cond. Who waits is in line before it unlocks L; nobody wakes by himself.
type Cond struct {
	L Locker

	obj sched.Object
	// line is a pointer, so that a Cond can be compared as that of the standard library.
	line *[]*called
}

// waiting is who is in a line, nil for none. Lines are held by a pointer, for slices cannot be
// compared, and what holds them can.
func waiting[T any](line *[]T) []T {
	if line == nil {
		return nil
	}
	return *line
}

// called is a goroutine that waits for a Cond.
type called struct {
	g              *sched.G
	signal, parked bool
	token          uint64
}

// NewCond is sync.NewCond.
//
//go:noinline
func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) fresh() {
	if c.obj.Stale() {
		c.obj.Named("Cond")
		c.line = nil
	}
}

// Wait is sync.Cond.Wait.
//
//go:noinline
func (c *Cond) Wait() {
	c.fresh()
	if !sched.Point(&c.obj, step.CondWait) {
		return
	}
	w := &called{g: sched.Current()}
	line := append(waiting(c.line), w)
	c.line = &line
	c.L.Unlock()
	if !w.signal {
		w.parked = true
		sched.Block(&c.obj, step.CondWait)
	}
	sched.Acquire(&w.token)
	c.L.Lock()
}

// call lets w go on.
func (w *called) call() {
	w.signal = true
	sched.Release(&w.token)
	if w.parked {
		sched.Wake(w.g)
	}
}

// Signal is sync.Cond.Signal: the first in line goes on.
//
//go:noinline
func (c *Cond) Signal() {
	c.fresh()
	if !sched.Point(&c.obj, step.CondSignal) {
		return
	}
	line := waiting(c.line)
	if len(line) == 0 {
		sched.Note("nobody waits")
		return
	}
	w := line[0]
	line = line[1:]
	c.line = &line
	w.call()
}

// Broadcast is sync.Cond.Broadcast.
//
//go:noinline
func (c *Cond) Broadcast() {
	c.fresh()
	if !sched.Point(&c.obj, step.CondBroadcast) {
		return
	}
	line := waiting(c.line)
	if len(line) == 0 {
		sched.Note("nobody waits")
	}
	c.line = nil
	for _, w := range line {
		w.call()
	}
}
