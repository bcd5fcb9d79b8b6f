package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// Timer is something that happens at an instant of virtual time.
type Timer struct {
	when int64
	seq  uint64
	// at is its place in the heap, -1 if it is not pending.
	at   int
	f    func()
	hash uint64
	// since is the step at which it was started.
	since int
	// token orders what was done before the start with what the timer does.
	token uint64
	armed uint32
}

// manyLooks is how often a goroutine reads one time from the clock before it moves by
// aLook, in nanoseconds, at each further one.
const (
	manyLooks = 100
	aLook     = 1_000
)

// Now is virtual time since the start of the schedule, in nanoseconds.
//
//go:noinline
func Now() int64 {
	s := &the
	if s.cur != nil && !s.ticking {
		point(s.clock.Named("clock"), step.ClockRead, nil, "")
		s.cur.look(s)
	}
	return s.now
}

// look lets a goroutine that reads the clock again and again see it move: it may be
// waiting for that in a loop, with nothing that would start a timer.
func (g *G) look(s *scheduler) {
	if g.saw != s.now {
		g.saw, g.looks = s.now, 0
	}
	if g.looks++; g.looks < manyLooks || s.held || g.dying {
		return
	}
	s.moved = true
	if len(s.heap) > 0 && s.heap[0].when <= s.now+aLook {
		return // what is due then fires when nothing else can go on, or is overdue
	}
	s.now += aLook
	s.clock.fresh(s)
	s.clock.state = mix(mix(s.clock.state, s.clock.reads), g.hash)
	s.clock.reads = 0
}

// Peek is Now without being a step.
//
//go:noinline
func Peek() int64 { return the.now }

// NewTimer returns a timer that, once started, calls f on the clock's behalf: f may wake
// goroutines, send what does not block, and start goroutines with GoTimer.
//
//go:noinline
func NewTimer(f func()) *Timer { return &Timer{f: f, at: -1} }

// Start makes the timer fire d nanoseconds from now.
//
//go:noinline
func (t *Timer) Start(d int64) {
	s := &the
	if s.cur == nil {
		return
	}
	if !s.ticking {
		raceReleaseMerge(unsafe.Pointer(&t.token))
		// One step may start several timers, which must not look alike.
		s.cur.hash = mix(s.cur.hash, 0x71)
		t.hash = s.cur.hash
	}
	t.drop(s)
	s.tseq++
	t.when, t.seq, t.armed, t.since = s.now+max(d, 0), s.tseq, s.serial, s.steps
	if t.when < s.now {
		t.when = 1<<63 - 1
	}
	s.heap = append(s.heap, t)
	t.at = len(s.heap) - 1
	s.up(t.at)
}

// Stop makes it not fire. It reports whether it was pending.
//
//go:noinline
func (t *Timer) Stop() bool { return t.drop(&the) }

// Acquire orders the running goroutine after the last start of the timer.
//
//go:noinline
func (t *Timer) Acquire() {
	if !the.ticking {
		raceAcquire(unsafe.Pointer(&t.token))
	}
}

func (t *Timer) drop(s *scheduler) bool {
	if t.at < 0 || t.armed != s.serial {
		return false
	}
	i, last := t.at, len(s.heap)-1
	s.swap(i, last)
	s.heap[last] = nil
	s.heap = s.heap[:last]
	if i < last {
		s.down(i)
		s.up(i)
	}
	t.at = -1
	return true
}

// TimerPoint is the point before a timer is started or stopped.
//
//go:noinline
func TimerPoint(k step.Kind) bool { return point(the.clock.Named("clock"), k, nil, "") }

// Sleep blocks the running goroutine for d nanoseconds of virtual time.
//
//go:noinline
func Sleep(d int64) { SleepCounted(d, new(int)) }

// Yield lets others go first.
//
//go:noinline
func Yield() {
	s := &the
	g := s.cur
	if g == nil {
		return
	}
	if !g.dying {
		g.giveUp(s)
	}
	point(nil, step.Yield, nil, "")
}

// fire moves time to the next timer and does what it does.
func (s *scheduler) fire() {
	t := s.next()
	t.drop(s)
	s.now = max(s.now, t.when)
	s.fired++
	s.due = s.steps + slow
	s.clock.Named("clock").fresh(s)
	s.clock.state = mix(mix(s.clock.state, s.clock.reads), t.hash)
	s.clock.reads = 0
	if s.rec != nil {
		s.rec.tick(s)
	}
	s.ticking = true
	t.f()
	s.ticking = false
}

// hurries reports whether time can move though goroutines can run: only as far as one may
// be slow.
func (s *scheduler) hurries() bool {
	return len(s.heap) > 0 && s.fired < s.opt.Timers && !s.held && s.heap[0].when-s.now <= slowest
}

// early moves time though goroutines can run.
func (s *scheduler) early() {
	s.moved = true
	s.fire()
}

// overdue reports whether a timer has been pending for so long, in steps, that time must
// move: else it would not while goroutines keep each other busy until a timer fires.
func (s *scheduler) overdue() bool {
	if s.steps < s.due || !s.hurries() {
		return false
	}
	oldest := s.steps
	for _, t := range s.heap {
		oldest = min(oldest, t.since)
	}
	s.due = max(s.due, oldest+slow)
	return s.steps >= s.due
}

// next is the timer that fires next. Of several that are due at the same instant, any
// may be.
func (s *scheduler) next() *Timer {
	first := s.heap[0]
	n := 0
	for _, t := range s.heap {
		if t.when == first.when {
			n++
		}
	}
	if n == 1 || n > 4 {
		return first
	}
	k := s.branch(n)
	for ; k > 0; k-- {
		// The k-th in order of their start: few, so that looking again does no harm.
		var best *Timer
		for _, t := range s.heap {
			if t.when == first.when && t.seq > first.seq && (best == nil || t.seq < best.seq) {
				best = t
			}
		}
		first = best
	}
	return first
}

func (s *scheduler) less(i, j int) bool {
	a, b := s.heap[i], s.heap[j]
	return a.when < b.when || a.when == b.when && a.seq < b.seq
}

func (s *scheduler) swap(i, j int) {
	s.heap[i], s.heap[j] = s.heap[j], s.heap[i]
	s.heap[i].at, s.heap[j].at = i, j
}

func (s *scheduler) up(i int) {
	for i > 0 && s.less(i, (i-1)/2) {
		s.swap(i, (i-1)/2)
		i = (i - 1) / 2
	}
}

func (s *scheduler) down(i int) {
	for {
		least := i
		for c := 2*i + 1; c <= 2*i+2; c++ {
			if c < len(s.heap) && s.less(c, least) {
				least = c
			}
		}
		if least == i {
			return
		}
		s.swap(i, least)
		i = least
	}
}

// TimerChan makes c, which must be unbuffered, the channel of a timer: it holds one value
// that nobody waits for, and looks unbuffered all the same (Go 1.23).
//
//go:norace
func TimerChan[T any](c chan T) {
	if the.cur == nil {
		return
	}
	st := sending(c)
	st.timer, st.cap = true, 1
	st.buf, st.slots = make([]T, 1), make([]uint64, 1)
	st.kind = "timer"
}

// Offer sends v on the clock's behalf if that does not block.
//
//go:norace
func Offer[T any](c chan T, v T) {
	st := sending(c)
	st.ticked(&the)
	if !st.closed && st.canSend() {
		st.put(v)
	}
}

// ticked brings what the clock does to the object into its signature.
func (o *Object) ticked(s *scheduler) {
	o.fresh(s)
	o.state = mix(mix(o.state, o.reads), s.clock.state)
	o.reads = 0
}

// Rearm orders whoever receives from a timer's channel after the running goroutine.
//
//go:norace
func Rearm[T any](c chan T) {
	if the.cur == nil {
		return
	}
	if st := sending(c); len(st.slots) > 0 && !the.ticking {
		the.touch(the.cur, &st.Object, step.TimerStart)
		raceReleaseMerge(unsafe.Pointer(&st.slots[0]))
	}
}
