package harness

import (
	"sync"
	"time"

	"racekit/grader/record"
)

// unit is what one unit of Work takes natively. Nothing is decided by it but Within.
const unit = 2 * time.Millisecond

// Witness proves that n pieces of the caller's code were in flight together.
type Witness struct {
	log   *ledger
	watch *watch
	want  int

	mu      sync.Mutex
	inside  int
	most    int
	decided bool
	met     bool
	gate    chan struct{}
	waiter  *waiter
}

// Witness returns a witness of n in flight together.
func (r *Run) Witness(n int) *Witness {
	return &Witness{log: r.log, watch: r.watch, want: n, gate: make(chan struct{})}
}

// Arrive blocks until n are inside together and then returns true to all. When
// nothing else in the process can go on before that, it returns false to all who
// wait, and at once to all who come later: the execution is "too slow", with the
// most that were in flight.
func (w *Witness) Arrive() bool {
	w.mu.Lock()
	if w.decided {
		defer w.mu.Unlock()
		return w.met
	}
	w.watch.moves.Add(1)
	w.inside++
	w.most = max(w.most, w.inside)
	switch {
	case w.inside >= w.want:
		w.decide(true)
		w.watch.remove(w.waiter)
	case w.waiter == nil:
		w.waiter = w.watch.add(overlap, w.giveUp)
	}
	w.mu.Unlock()
	<-w.gate
	w.mu.Lock()
	defer w.mu.Unlock()
	w.inside--
	return w.met
}

// Max is the most that were inside together so far.
func (w *Witness) Max() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.most
}

// decide lets all who wait go. The caller holds the lock.
func (w *Witness) decide(met bool) {
	w.decided, w.met = true, met
	close(w.gate)
}

// giveUp is called by the guard when the process is at rest.
func (w *Witness) giveUp(dump string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.decided {
		return
	}
	w.log.slow(record.Slow{Kind: record.SlowWitness, Want: w.want, Got: w.inside, Exact: true, Dump: dump})
	w.decide(false)
}

// hold is where Independent pauses the first of its two.
type hold struct {
	taken   sync.Once
	parked  chan struct{}
	resume  chan struct{}
	resumed sync.Once
}

func (h *hold) letGo() { h.resumed.Do(func() { close(h.resume) }) }

// Work stands for slow work of so many units: a short sleep natively.
func (r *Run) Work(units int) {
	if h := r.hold.Load(); h != nil {
		mine := false
		h.taken.Do(func() { mine = true; close(h.parked) })
		if mine {
			<-h.resume
			return
		}
	}
	time.Sleep(time.Duration(units) * unit)
}

// Within runs f and demands that it ends within so many units of work. Natively the
// clock decides, with a wide margin, and only a majority of executions is believed:
// prefer a Witness.
func (r *Run) Within(units int, f func()) {
	start := time.Now()
	f()
	took := time.Since(start)
	if took > 4*time.Duration(units)*unit+50*time.Millisecond {
		r.log.slow(record.Slow{Kind: record.SlowWithin, Want: units, Got: int(took / unit)})
	}
}

// Independent demands that b finishes wherever a is paused. Natively a, on a
// goroutine of its own, is paused at the first Work that anyone calls; if nobody
// does, b begins when a has ended or the process is at rest. b runs on the calling
// goroutine. If b cannot finish before a goes on, the execution is "too slow".
// Independent returns when both have ended.
func (r *Run) Independent(a, b func()) {
	h := &hold{parked: make(chan struct{}), resume: make(chan struct{})}
	r.hold.Store(h)
	defer r.hold.Store(nil)
	done := make(chan struct{})
	r.Open()
	r.Go("a", func() { defer close(done); a() })

	rest := r.watch.add(settle, nil)
	select {
	case <-h.parked:
	case <-done:
	case <-rest.released:
	}
	r.watch.remove(rest)

	log := r.log
	stuck := r.watch.add(overlap, func(dump string) {
		log.slow(record.Slow{Kind: record.SlowIndependent, Exact: true, Dump: dump})
		h.letGo()
	})
	func() {
		defer h.letGo()
		defer r.watch.remove(stuck)
		b()
	}()
	<-done
}

// Settle returns when every other goroutine is blocked or gone. One that goes on
// running, or sleeping, instead of waiting ends the execution as a hang.
func (r *Run) Settle() {
	w := r.watch.add(settle, nil)
	<-w.released
	r.watch.remove(w)
}
