package harness

import (
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"

	"racekit/grader/record"
	"racekit/grader/stack"
)

// restKind says what a waiter makes of the process being at rest.
type restKind int

const (
	// settle: it is what the waiter waits for.
	settle restKind = iota
	// overlap: it is the proof that what the waiter waits for never comes.
	overlap
)

// waiter is someone who waits for the process to come to rest.
type waiter struct {
	kind     restKind
	released chan struct{}
	// atRest is told the goroutines, once, before released is closed.
	atRest func(dump string)
	// since is the processor time at which the guard first saw the waiter.
	since time.Duration
	seen  bool
}

// watch is what the guard knows of a run. It refers to waiters only, never to the
// property's state: whatever the guard can reach, the leak profile takes for alive.
type watch struct {
	kick chan struct{}

	mu      sync.Mutex
	waiters map[*waiter]struct{}
}

// add registers a waiter and wakes the guard.
func (w *watch) add(kind restKind, atRest func(string)) *waiter {
	one := &waiter{kind: kind, released: make(chan struct{}), atRest: atRest}
	w.mu.Lock()
	w.waiters[one] = struct{}{}
	w.mu.Unlock()
	select {
	case w.kick <- struct{}{}:
	default:
	}
	return one
}

// remove forgets a waiter, which may be nil or forgotten already.
func (w *watch) remove(one *waiter) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.waiters, one)
}

// release tells waiters that the process is at rest: those who wait for just that, or
// if there are none, those whom it fails. It reports whether there were any.
func (w *watch) release(dump string) bool {
	var settled, failed []*waiter
	w.mu.Lock()
	for one := range w.waiters {
		if one.kind == settle {
			settled = append(settled, one)
		} else {
			failed = append(failed, one)
		}
	}
	told := settled
	if len(told) == 0 {
		told = failed
	}
	for _, one := range told {
		delete(w.waiters, one)
	}
	w.mu.Unlock()
	for _, one := range told {
		if one.atRest != nil {
			one.atRest(dump)
		}
		close(one.released)
	}
	return len(told) > 0
}

// dismiss lets everybody go who still waits in an execution that was given up, so that
// their goroutines can end. What they find then is no longer taken down.
func (w *watch) dismiss() {
	for w.release("") {
	}
}

// longest is the processor time for which the guard has seen the oldest waiter wait.
func (w *watch) longest(now time.Duration) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	var longest time.Duration
	for one := range w.waiters {
		if !one.seen {
			one.seen, one.since = true, now
		}
		longest = max(longest, now-one.since)
	}
	return longest
}

// guard watches one execution from a goroutine of its own.
type guard struct {
	watch  *watch
	meter  meter
	gaveUp chan *record.Stuck

	// known are the goroutines, and races the number of reports, from before.
	known  map[int]bool
	races  int
	quit   chan struct{}
	exited chan struct{}

	// rests and naps count looks in a row that found the process at rest, or with
	// nobody running but somebody asleep.
	rests, naps int
	restSince   time.Duration
	napSince    time.Duration
}

func newGuard(m meter) *guard {
	return &guard{
		watch:  &watch{kick: make(chan struct{}, 1), waiters: map[*waiter]struct{}{}},
		meter:  m,
		gaveUp: make(chan *record.Stuck, 1),
		quit:   make(chan struct{}),
		exited: make(chan struct{}),
	}
}

// The bounds of patience. The first two are processor time and clock time for which
// one waits for others to come to rest that go on running, or sleeping: a busy machine
// inflates neither what a goroutine needs nor how long it is asleep. The third is for a
// process at rest that the leak profile cannot prove to be deadlocked.
const (
	pollingCPU  = 100 * time.Millisecond
	pollingNap  = 200 * time.Millisecond
	restingWall = 2 * time.Second
)

// enoughRaces is after how many reports of one execution no more are waited for: a
// racy loop would write thousands, at a tenth of a millisecond each.
const enoughRaces = 20

// stuckRaces is a reason to give up that is not passed on: the races are reason enough.
const stuckRaces record.StuckKind = "races"

func (g *guard) start() {
	g.races = raceErrors()
	gs, _ := snapshot()
	g.known = make(map[int]bool, len(gs))
	for _, one := range gs {
		g.known[one.ID] = true
	}
	go g.run()
}

func (g *guard) stop() {
	close(g.quit)
	<-g.exited
}

// run looks at the process: at once and often when somebody begins to wait for rest,
// else seldom. The intervals are those of a sampler; what it finds does not depend
// on them.
func (g *guard) run() {
	defer close(g.exited)
	const first, last = time.Millisecond, 20 * time.Millisecond
	pause := time.NewTimer(first)
	for every := first; ; every = min(2*every, last) {
		pause.Reset(every)
		select {
		case <-g.quit:
			return
		case <-g.watch.kick:
			g.eager()
			every = first / 2
		case <-pause.C:
		}
		if stuck := g.look(); stuck != nil {
			g.gaveUp <- stuck
			return
		}
	}
}

// eager lets others run until the process has come to rest, for a short while: it
// mostly does within microseconds.
func (g *guard) eager() {
	for i := range 16 {
		for range 4 * i {
			runtime.Gosched()
		}
		if gs, dump := snapshot(); g.atRest(gs) {
			g.watch.release(dump)
			return
		}
	}
}

// look judges one instant. It returns a reason to give up, or nil.
func (g *guard) look() *record.Stuck {
	if kind, over := g.meter.over(); over {
		return &record.Stuck{Kind: kind, Dump: glimpse()}
	}
	if raceErrors()-g.races > enoughRaces {
		return &record.Stuck{Kind: stuckRaces}
	}
	gs, dump := snapshot()
	now := g.meter.elapsed()
	if g.atRest(gs) {
		g.naps = 0
		if g.watch.release(dump) {
			g.rests = 0
			return nil
		}
		return g.resting(dump, now)
	}
	g.rests = 0
	return g.polling(gs, dump, now)
}

// atRest reports whether every goroutine but this one is blocked, of those that the
// execution started.
func (g *guard) atRest(gs []stack.Goroutine) bool {
	for _, one := range gs[1:] {
		// "semacquire" is also where a goroutine waits to stop the world, as this one does.
		if !g.known[one.ID] && (!one.Blocked() || one.State == "semacquire") {
			return false
		}
	}
	return true
}

// resting judges a process at rest in which nobody waits for rest. If the runtime
// proves that the test's goroutine can never run again, that is a deadlock; if it
// cannot (a lock in a package variable is always reachable), it is one when the
// process stays at rest, unless a timer is still to fire.
func (g *guard) resting(dump string, now time.Duration) *record.Stuck {
	g.rests++
	if g.rests == 1 {
		g.restSince = now
	}
	// A profile costs a garbage collection: take it at the 1st, 2nd, 4th, 8th look.
	if g.rests&(g.rests-1) == 0 {
		if proof := leakedBody(); proof != "" {
			return &record.Stuck{Kind: record.StuckDeadlock, Proved: true, Dump: proof}
		}
	}
	if g.rests >= 20 && now-g.restSince > restingWall {
		return &record.Stuck{Kind: record.StuckDeadlock, Dump: dump}
	}
	return nil
}

// polling judges a process that does not come to rest while somebody waits for it.
func (g *guard) polling(gs []stack.Goroutine, dump string, now time.Duration) *record.Stuck {
	hang := &record.Stuck{Kind: record.StuckHang, Polling: true, Dump: dump}
	waited := g.watch.longest(g.meter.cpu())
	if waited > pollingCPU {
		return hang
	}
	if !g.napping(gs) {
		g.naps = 0
		return nil
	}
	if g.naps++; g.naps == 1 {
		g.napSince = now
	}
	if g.watch.waited() && g.naps >= 10 && now-g.napSince > pollingNap {
		return hang
	}
	return nil
}

// waited reports whether anybody waits for rest.
func (w *watch) waited() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.waiters) > 0
}

// napping reports whether nobody runs but somebody is asleep outside of Work.
func (g *guard) napping(gs []stack.Goroutine) bool {
	asleep := false
	for _, one := range gs[1:] {
		switch {
		case g.known[one.ID], one.Blocked():
		case one.Sleeping() && !one.HasFunc("racekit/grader/harness.(*Run).Work"):
			asleep = true
		default:
			return false
		}
	}
	return asleep
}

// leakedBody returns the goroutine leak profile if the test's goroutine is in it, and
// "" if it is not or this runtime has no such profile (before Go 1.27 it needs
// GOEXPERIMENT=goroutineleakprofile).
func leakedBody() string {
	profile := pprof.Lookup("goroutineleak")
	if profile == nil {
		return ""
	}
	var text strings.Builder
	if err := profile.WriteTo(&text, 2); err != nil {
		return ""
	}
	gs, _ := stack.Parse(text.String())
	for _, one := range gs {
		if one.Leaked && one.HasFunc("racekit/grader/harness.body") {
			return text.String()
		}
	}
	return ""
}

// glimpse returns some of the goroutines, of which there may be very many.
func glimpse() string {
	buf := make([]byte, 64<<10)
	return string(buf[:runtime.Stack(buf, true)])
}

// snapshot returns all goroutines as they stand at one instant, the calling one
// first, and the text that they were read from.
func snapshot() ([]stack.Goroutine, string) {
	for size := 64 << 10; ; size *= 4 {
		buf := make([]byte, size)
		n := runtime.Stack(buf, true)
		if n < size || size >= 64<<20 {
			text := string(buf[:n])
			// What is not understood is a goroutine that is not known to be at rest.
			gs, _ := stack.Parse(text)
			return gs, text
		}
	}
}
