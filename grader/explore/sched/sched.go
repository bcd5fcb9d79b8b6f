package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

const startKind = step.Start

// G is a goroutine of a schedule.
type G struct {
	id   int32
	name string
	w    *worker
	f    func()

	// kind and obj are its pending step; gate, if any, says when that can be taken.
	kind step.Kind
	obj  *Object
	expr string
	gate Gate

	begun, done, dying bool
	blocked            bool
	// background: it belongs to a package, not to the test. Nobody waits for its end.
	background bool
	// yielded: it gave up its turn and gets none until another had one.
	yielded bool
	// ran is its last step or that at which it was woken since, gaveUp that at which it gave
	// up its turn last, before the time before that.
	ran, gaveUp, before int
	// sleeping: blocked until a timer wakes it.
	sleeping bool
	// resting is how much it waits for others to come to rest, 0 not at all.
	resting Rest

	// looks is how often it read the time saw from the clock.
	saw   int64
	looks int

	// row counts the steps that it did in a row; same those that were all alike.
	row, same int
	lastKind  step.Kind
	lastObj   *Object

	// hash is a signature of all that happened before its last step, wake that of who
	// woke it.
	hash, wake uint64
	// signed is its part of the signature when it was last summed up; dirty: that has
	// changed since.
	signed uint64
	dirty  bool

	parent int32
	// since is the step at which it blocked, rung how often the clock had moved by then.
	since, rung int
	// ops are its steps while it was unwound, left the deferred calls it had to leave.
	ops, left int
	pcs       []uintptr
	born      []uintptr
	late      late
	spawned   uint64
	// seen is its vector clock, kept only where plain variables are followed.
	seen vector
}

// Gate is a lock that may be closed: a goroutine whose pending step is behind it is not
// among those that can run.
type Gate interface {
	// Open reports whether the step can be taken now.
	Open(step.Kind) bool
}

// Rest is what a goroutine that waits for the others to come to rest makes of it.
type Rest uint8

// Settled is told when nothing else can run and nobody sleeps; Stuck only if after
// that nothing else can run either, at any time.
const (
	Settled Rest = iota + 1
	Stuck
)

// scheduler is the state of controlled execution. There is one in a process, as there
// is one runtime: a lock that is a zero value has no other way to find it.
type scheduler struct {
	chooser step.Chooser
	opt     Options

	// hub is the one who called Run, here the worker that runs, target the one that is to
	// run next. hiring waits for the hub to make a worker.
	hub                  worker
	here, target, hiring *worker
	idle                 []*worker

	all  []*G
	live []*G
	left []*G
	cur  *G
	main *G
	// yields is how many of the live gave up their turn.
	yields int
	// sum is that of the goroutines' signatures, but for changes of those in dirty.
	sum   uint64
	dirty []*G

	// ours is how many of the live are not of the background. initial: packages are being
	// initialised; what is started then is.
	ours    int
	initial bool

	steps, preemptions int
	// asked is the step at which Expired is asked.
	asked    int
	over     bool
	res      Result
	branches int

	clock Object
	now   int64
	heap  []*Timer
	tseq  uint64
	fired int
	// hurried is how often of these it was chosen to move early.
	hurried int
	// tail is how often it moved after the end, bred how often that started goroutines.
	tail, bred int
	// ticking: a timer does what it does, on nobody's goroutine.
	ticking bool
	moved   bool
	// held: it does not move while anybody can run. due is the step at which it moves all
	// the same, unless held.
	held bool
	due  int
	// vain counts how often in a row only the one who had given up the turn could run.
	vain    int
	objects int32
	random  uint64
	serial  uint32

	options []step.Option
	runners []*G
	choice  step.Choice

	// table are the shadows of channels, atomics what stands for variables that are known
	// by their address only, pulls the iterators turned around.
	table, atomics table
	pulls          []*Pull
	mem            memory
	hb             relation
	rec            *recorder
	// drawn counts random numbers while no schedule runs.
	drawn uint64

	// epoch is the token by which a schedule happens before the next one.
	epoch uint64
}

// the is the scheduler of this process.
var the scheduler

// Options bound one schedule.
type Options struct {
	// Steps is how many steps it may have, 0 for DefaultSteps.
	Steps int
	// Timers is how many times the clock may move, 0 for DefaultTimers, or more where there
	// may be many Steps.
	Timers int
	// Expired, if not nil, is asked now and then whether there is no time left. The schedule
	// is then abandoned as if the chooser had pruned it.
	Expired func() bool
	// Early allows the clock to move though goroutines can run.
	Early bool
	// Unfair: a goroutine may keep the turn for as long as it likes, though others could go
	// on. Such a schedule that reaches its bound shows nothing.
	Unfair bool
	// Tail is how many times the clock may move after everything has ended, to see whether
	// timers go on starting each other.
	Tail int
	// Seed is where random numbers come from.
	Seed uint64
	// Memory says what is done at accesses to plain variables.
	Memory MemoryMode
	// Record keeps all events, Logs what tests log.
	Record bool
	Logs   bool
}

// The bounds of a schedule that are used where Options has none.
const (
	DefaultSteps  = 20_000
	DefaultTimers = 3_000
	// mostEarly is how many times it may be chosen to move though goroutines can run: far
	// fewer than Timers, which is to be reached only by a program that ticks for ever.
	mostEarly = 100
	// stepsPerTimer is how many steps a schedule may have for each time that the clock moves.
	stepsPerTimer = 8
	// endless is how many times the clock must start goroutines after the end to be taken to
	// do so for ever.
	endless = 100
	// often is after how many steps Expired is asked again.
	often = 8192
)

// patience is after how many steps in a row a goroutine has to let others go on, alike
// is after how many that were all the same: it spins.
const (
	patience = 400
	alike    = 3
	// slowest is how much time passes at most while a goroutine can run, in nanoseconds: a
	// minute.
	slowest = 60_000_000_000
	// slow is after how many steps a timer fires though goroutines can run.
	slow = 2_000
	// maxVain is after how many rounds of giving up the turn the clock moves.
	maxVain = 8
)

// Run executes body as one schedule and returns what it showed. It is called from one
// goroutine, never from inside a schedule.
func Run(chooser step.Chooser, opt Options, body func()) Result {
	s := &the
	s.begin(chooser, opt)
	g := s.spawn("test", body)
	s.main = g
	raceAcquire(unsafe.Pointer(&s.epoch))
	raceRelease(unsafe.Pointer(&g.spawned))
	if next := s.choose(); next != nil {
		s.work(next.w)
	}
	return s.end()
}

// begin forgets the last schedule.
func (s *scheduler) begin(chooser step.Chooser, opt Options) {
	if opt.Steps == 0 {
		opt.Steps = DefaultSteps
	}
	if opt.Timers == 0 {
		opt.Timers = max(DefaultTimers, opt.Steps/stepsPerTimer)
	}
	s.chooser, s.opt = chooser, opt
	s.serial++
	s.clock = Object{}
	s.steps, s.preemptions, s.branches, s.now, s.fired, s.objects, s.tseq = 0, 0, 0, 0, 0, 0, 0
	s.vain, s.due, s.yields, s.sum, s.held = 0, slow, 0, 0, false
	s.hurried, s.ours, s.initial, s.asked = 0, 0, false, often
	s.tail, s.bred = 0, 0
	s.moved, s.over, s.main, s.cur, s.here = false, false, nil, nil, &s.hub
	s.random = mix(opt.Seed, 0x5eed)
	s.res = Result{}
	s.table.clear()
	s.atomics.clear()
	s.pulls = nil
	s.mem.begin(opt.Memory)
	s.hb.begin()
	s.rec = nil
	if opt.Record {
		s.rec = &recorder{}
	}
}

// end unwinds what is left and hands its workers over to the next schedule.
func (s *scheduler) end() Result {
	s.over = true
	s.cur = nil
	s.res.Steps, s.res.Preemptions, s.res.Now, s.res.Goroutines = s.steps, s.preemptions, s.now, len(s.all)
	s.res.Early, s.res.Choices, s.res.Ticked = s.moved, s.branches, s.fired >= s.opt.Timers
	s.res.PullsOpen = s.openPulls()
	s.res.Pending, s.res.Endless = len(s.heap), s.bred >= endless
	s.res.Races = RaceErrors()
	s.res.Pair = s.hb.pair
	s.judge()
	if s.rec != nil {
		s.res.Recording = s.rec.close(s)
	}
	s.unwind()
	for _, g := range s.all {
		if g.w != nil && !g.w.lost {
			g.w.g, g.w.order = nil, goOn
			s.idle = append(s.idle, g.w)
		}
		g.w = nil
	}
	raceAcquire(unsafe.Pointer(&s.epoch))
	clear(s.all)
	clear(s.heap)
	clear(s.dirty)
	s.dirty = s.dirty[:0]
	s.all, s.live, s.heap = s.all[:0], s.live[:0], s.heap[:0]
	res := s.res
	s.res = Result{}
	return res
}

// spawn adds a goroutine. The caller tells the race detector by what it is ordered.
func (s *scheduler) spawn(name string, f func()) *G {
	var w *worker
	if n := len(s.idle); n > 0 {
		w = s.idle[n-1]
		s.idle = s.idle[:n-1]
	} else {
		w = s.newWorker()
	}
	g := &w.own
	*g = G{id: int32(len(s.all)), w: w, name: name, f: f, kind: step.Start, parent: -1, hash: 1, ran: s.steps, seen: g.seen[:0]}
	w.g = g
	if p := s.cur; p != nil {
		g.parent = p.id
		g.background = p.background || s.initial && p == s.main
		p.hash = mix(p.hash, uint64(step.Spawn))
		g.hash = mix(p.hash, 0x60)
	}
	if !g.background {
		s.ours++
	}
	s.all = append(s.all, g)
	s.live = append(s.live, g)
	s.touched(g)
	return g
}

// finish takes g out of the schedule.
func (g *G) finish() {
	s := &the
	if g.done {
		return
	}
	g.done = true
	if !g.dying {
		g.settleLate()
		s.record(g, nil, step.Exit, "")
	}
	s.live = without(s.live, g)
	if !g.background {
		s.ours--
	}
	g.regain(s)
	if g == s.main && !g.dying && s.res.Panic == nil {
		s.res.MainDone = true
	}
}

// without takes g out of gs. It does not use copy: for elements with pointers the
// runtime shows that to the race detector, also from packages that are not instrumented.
func without(gs []*G, g *G) []*G {
	n := 0
	for _, o := range gs {
		if o != g {
			gs[n] = o
			n++
		}
	}
	gs[n] = nil
	return gs[:n]
}

// rest is called when nobody can run. It reports whether somebody can then.
func (s *scheduler) rest() bool {
	if s.release(Settled) {
		return true
	}
	if s.res.MainDone && s.fired >= s.opt.Timers {
		return false
	}
	if len(s.heap) > 0 && s.fired < s.opt.Timers {
		s.res.Waited++
		s.fire()
		return true
	}
	return s.release(Stuck)
}

// release wakes those who wait for the others to come to rest.
func (s *scheduler) release(level Rest) bool {
	if level == Settled {
		for _, g := range s.live {
			if g.sleeping {
				return false
			}
		}
	}
	found := false
	for _, g := range s.live {
		if g.blocked && g.resting == level {
			g.resting = 0
			s.wake(g, mix(uint64(s.steps), 0x7e57))
			found = true
		}
	}
	return found
}

// stop ends the schedule for a reason, which it sets.
func (s *scheduler) stop(reason *bool) {
	*reason = true
	s.over = true
}
