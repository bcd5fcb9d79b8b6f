package harness

import (
	"runtime"
	"time"

	"racekit/grader/record"
	"racekit/grader/stack"
)

// guard watches one execution from a goroutine of its own.
type guard struct {
	watch  *watch
	meter  meter
	gaveUp chan *record.Stuck

	// races is the number of reports from before.
	races  int
	quit   chan struct{}
	exited chan struct{}

	// rests counts looks in a row that found the process at rest, naps those since then
	// that found nobody running but somebody asleep.
	rests, naps int
	restSince   time.Duration
	napSince    time.Duration
	// quiets counts looks in a row that found this process and all its children waiting.
	quiets     int
	quietSince time.Duration
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
	// dozing is for sleepers that nobody waits for: no right solution sleeps at all.
	dozing = 3 * time.Second
)

// enoughRaces is after how many reports of one execution no more are waited for: a
// racy loop would write thousands, at a tenth of a millisecond each.
const enoughRaces = 20

// stuckRaces is a reason to give up that is not passed on: the races are reason enough.
const stuckRaces record.StuckKind = "races"

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
		before := g.watch.moves.Load()
		if now := snapshot(); g.atRest(now) {
			if g.release(now, before) {
				g.rests, g.naps = 0, 0
			}
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
	before := g.watch.moves.Load()
	now, clock := snapshot(), g.meter.elapsed()
	if g.atRest(now) {
		g.naps = 0
		if g.release(now, before) {
			g.rests = 0
			return nil
		}
		return g.resting(now.text, clock)
	}
	g.rests = 0
	if g.watch.children.Load() && g.quiet(now) {
		return g.familyAtRest(now.text, clock)
	}
	g.quiets = 0
	return g.polling(now, clock)
}

// release tells waiters that the process was at rest at the instant now. before is the
// count of moves from ahead of it: a timer may have set something going since, and who
// began to wait after the instant must not be judged by it.
func (g *guard) release(now instant, before uint64) bool {
	if g.watch.moves.Load() != before {
		return false
	}
	return g.watch.release(now.text)
}

// atRest reports whether every goroutine but this one is blocked: those that were there
// before the execution too, for code under test may have started them in an initialiser.
// Goroutines that could not be read are not known to be.
func (g *guard) atRest(now instant) bool {
	if !now.whole {
		return false
	}
	for _, one := range now.all[1:] {
		// "semacquire" is also where a goroutine waits to stop the world, as this one does.
		if (!one.Blocked() || one.State == "semacquire") && !outside(one) {
			return false
		}
	}
	return true
}

// resting judges a process at rest in which nobody waits for rest. If the runtime
// proves that the test's goroutine can never run again, that is a deadlock; if it
// cannot (a lock in a package variable is always reachable), it is one when the
// process stays at rest for long. A timer that is to fire later still is not seen: what
// waits for one longer than that is taken for a deadlock.
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

// quiet reports whether nobody runs here or in a child: what is not blocked here waits
// for a child to write, to read, or to end, and each thread of each child waits too.
func (g *guard) quiet(now instant) bool {
	for _, one := range now.all[1:] {
		waits := one.State == "IO wait" || one.State == "syscall" && one.HasFunc("os.(*Process).")
		if !waits && !one.Blocked() && !outside(one) {
			return false
		}
	}
	for _, pid := range children() {
		if !asleep(pid) {
			return false
		}
	}
	return now.whole
}

// familyAtRest judges processes that all wait. They do not do so at one instant: they were
// looked at one after the other. But who has been sent something is running, or about to
// be, until it waits again; so it takes many looks in a row, over a long time.
func (g *guard) familyAtRest(dump string, now time.Duration) *record.Stuck {
	if g.quiets++; g.quiets == 1 {
		g.quietSince = now
	}
	if g.quiets < 20 || now-g.quietSince <= restingWall {
		return nil
	}
	g.quiets = 0
	if g.watch.release(dump) {
		return nil
	}
	return &record.Stuck{Kind: record.StuckDeadlock, Dump: dump}
}

// polling judges a process that does not come to rest while somebody waits for it.
func (g *guard) polling(at instant, now time.Duration) *record.Stuck {
	hang := &record.Stuck{Kind: record.StuckHang, Polling: true, Dump: at.text}
	waited := g.watch.longest(g.meter.cpu())
	bound := pollingCPU
	if g.watch.children.Load() {
		bound *= 10 // to start a process takes processor time here
	}
	if waited > bound {
		return hang
	}
	patience := dozing
	if g.watch.waited() {
		patience = pollingNap
	}
	if g.sleepsOn(at, now, patience) {
		return hang
	}
	return nil
}

// sleepsOn counts a look, and reports whether goroutines were seen asleep for longer
// than patience. A sleeper is awake now and then: the looks need not be in a row.
func (g *guard) sleepsOn(at instant, now, patience time.Duration) bool {
	if g.napping(at) {
		if g.naps++; g.naps == 1 {
			g.napSince = now
		}
	}
	return g.naps >= 10 && now-g.napSince > patience
}

// outside reports whether a goroutine waits for the world outside of the process, on
// behalf of those who run the tests: it can start nothing that a test waits for.
func outside(g stack.Goroutine) bool {
	return g.HasFunc("racekit/grader/conduct.Main.") || g.HasFunc("os/signal.")
}

// napping reports whether nobody runs but somebody is asleep outside of Work.
func (g *guard) napping(now instant) bool {
	asleep := false
	for _, one := range now.all[1:] {
		switch {
		case one.Blocked(), outside(one):
		case one.Sleeping() && !one.HasFunc("racekit/grader/harness.(*Run).Work"):
			asleep = true
		default:
			return false
		}
	}
	return asleep
}
