package harness

import (
	"fmt"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// unit is what one unit of Work takes, in nanoseconds of virtual time.
const unit = 1_000_000

// Witness proves that n pieces of the caller's code were in flight together.
type Witness struct {
	r    *Run
	want int

	obj     sched.Object
	token   uint64
	inside  int
	most    int
	decided bool
	met     bool
	waiting []*sched.G
}

// Witness returns a witness of n in flight together.
//
//go:noinline
func (r *Run) Witness(n int) *Witness { return &Witness{r: r, want: n} }

// Arrive blocks until n are inside together and then returns true to all. When nothing
// else can go on before that, at any time, it returns false to all who wait, and at once
// to all who come later: the execution is "too slow", with the most that were in flight.
//
//go:noinline
func (w *Witness) Arrive() bool {
	if !sched.Point(w.obj.Named("Witness"), step.GroupWait) {
		return false
	}
	sched.Merge(&w.token)
	defer sched.Acquire(&w.token)
	if w.decided {
		return w.met
	}
	w.inside++
	w.most = max(w.most, w.inside)
	if w.inside >= w.want {
		w.decide(true)
	} else {
		w.wait()
	}
	w.inside--
	return w.met
}

// wait blocks until it is decided, or decides itself that it never will be.
func (w *Witness) wait() {
	w.waiting = append(w.waiting, sched.Current())
	sched.AwaitRest(sched.Stuck)
	sched.Block(&w.obj, step.GroupWait)
	if sched.EndRest() || w.decided {
		return
	}
	w.r.slow(fmt.Sprintf("at most %d of %d in flight together", w.inside, w.want), outcome.Demand{Kind: "witness", Want: w.want, Got: w.inside})
	w.decide(false)
}

// decide lets all who wait go.
func (w *Witness) decide(met bool) {
	w.decided, w.met = true, met
	for i := range w.waiting {
		sched.Wake(w.waiting[i])
	}
	w.waiting = nil
}

// slow says that a demand for overlap was not met. If the clock has moved meanwhile, that
// is no hang: it always does before a demand is given up.
func (r *Run) slow(text string, d outcome.Demand) {
	r.worked = sched.Waited() - r.waited
	sched.ReportFrom(outcome.Slow, outcome.Message{Text: text, Frames: r.place(), Demand: &d})
}

// Max is the most that were inside together so far.
//
//go:noinline
func (w *Witness) Max() int {
	if sched.Point(w.obj.Named("Witness"), step.AtomicLoad) {
		sched.Acquire(&w.token)
	}
	return w.most
}

// hold is where Independent pauses the first of its two.
type hold struct {
	obj sched.Object
	// second is the goroutine of b, which is never paused.
	second *sched.G
	// other waits until somebody is paused.
	other *sched.G
	// taken: somebody is, or was; he is paused until he is let go.
	taken  bool
	paused *sched.G
	let    bool
	// there and back order what the paused one did before what comes after the pause
	// begins, and what the other did before what comes after it ends.
	there, back uint64
}

// Work stands for slow work of so many units: so much virtual time.
//
//go:noinline
func (r *Run) Work(units int) {
	if h := r.hold; h != nil && sched.Current() != h.second && sched.Point(h.obj.Named("Independent"), step.CondSignal) && !h.taken {
		h.taken = true
		h.pause(r)
		return
	}
	sched.SleepCounted(int64(units)*unit, &r.worked)
}

// pause blocks until the other has ended, or can never do so.
func (h *hold) pause(r *Run) {
	sched.Merge(&h.there)
	if h.other != nil {
		sched.Wake(h.other)
		h.other = nil
	}
	defer sched.Acquire(&h.back)
	if h.let {
		return
	}
	h.paused = sched.Current()
	sched.AwaitRest(sched.Stuck)
	sched.Block(&h.obj, step.CondWait)
	if !sched.EndRest() && !h.let {
		r.slow("the second cannot finish before the first goes on", outcome.Demand{Kind: "independent"})
	}
	h.paused = nil
}

// letGo ends the pause.
func (h *hold) letGo() {
	if h.let || !sched.Point(&h.obj, step.CondSignal) {
		return
	}
	h.let = true
	sched.Merge(&h.back)
	if h.paused != nil {
		sched.Wake(h.paused)
	}
}

// begun blocks until somebody is paused, a has ended, or the others have come to rest.
func (h *hold) begun() {
	if !sched.Point(h.obj.Named("Independent"), step.CondWait) {
		return
	}
	if !h.taken && !h.let {
		h.other = sched.Current()
		sched.AwaitRest(sched.Settled)
		sched.Block(&h.obj, step.CondWait)
		sched.EndRest()
		h.other = nil
	}
	sched.Acquire(&h.there)
}

// Independent demands that b finishes wherever a is paused: a, on a goroutine of its own,
// is paused at the first Work that anyone but b calls; if nobody does, b begins when a has
// ended or the others have come to rest. b runs on the calling goroutine. If b cannot
// finish before a goes on, the execution is "too slow". Independent returns when both
// have ended.
//
//go:noinline
func (r *Run) Independent(a, b func()) {
	h := &hold{second: sched.Current()}
	var done sched.Latch
	done.Named("Independent").Add(1)
	r.Open()
	r.hold = h
	r.Go("a", func() {
		defer func() {
			h.ended()
			done.Done()
		}()
		a()
	})
	h.begun()
	func() {
		defer h.letGo()
		b()
	}()
	done.Wait()
	r.hold = nil
}

// ended says that a has.
func (h *hold) ended() {
	if !sched.Point(&h.obj, step.CondSignal) {
		return
	}
	h.taken = true // whoever works from now on is not a
	sched.Merge(&h.there)
	if h.other != nil {
		sched.Wake(h.other)
		h.other = nil
	}
}

// Within runs f and demands that it ends within so many units of work, of virtual time.
// Where the search has moved the clock early, nothing is demanded.
//
//go:noinline
func (r *Run) Within(units int, f func()) {
	start := sched.Peek()
	f()
	took := sched.Peek() - start
	if took > int64(units)*unit && !sched.MovedEarly() {
		got := int((took + unit - 1) / unit)
		r.slow(fmt.Sprintf("took %d units, bound %d", got, units), outcome.Demand{Kind: "within", Want: units, Got: got})
	}
}
