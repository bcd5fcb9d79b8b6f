package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// relation is the happens-before relation of one schedule as vector clocks (Mattern 1989;
// Flanagan and Freund, FastTrack, PLDI 2009). It is kept beside the race detector's, and
// only where plain variables are followed: the detector says that there is a data race,
// this says which goroutines and which two steps.
type relation struct {
	tokens  table
	vectors pool[vector]
	// scratch is what a token held.
	scratch vector
	pair    *Pair
}

func (r *relation) begin() {
	r.tokens.clear()
	r.vectors.clear()
	r.pair = nil
}

// vector is how much of each goroutine was seen, by number.
type vector []uint32

// touched is one access: by whom, at which time of its own, and as which event.
type touched struct {
	g     int32
	at    uint32
	event int
}

// Pair are two accesses to one variable that nothing orders, one of them a write.
type Pair struct {
	// FirstG and SecondG are the goroutines. First and Second are the indexes of their
	// events in the recording, -1 where there is none.
	FirstG, SecondG int
	First, Second   int
	// Expr is what the source calls the variable.
	Expr string
}

func raceAcquire(p unsafe.Pointer) {
	tsanAcquire(p)
	if s := &the; s.mem.mode != Ignore && s.cur != nil {
		s.hb.acquire(s.cur, p)
	}
}

func raceRelease(p unsafe.Pointer) {
	tsanRelease(p)
	if s := &the; s.mem.mode != Ignore && s.cur != nil {
		s.hb.release(s.cur, p, false)
	}
}

func raceReleaseMerge(p unsafe.Pointer) {
	tsanReleaseMerge(p)
	if s := &the; s.mem.mode != Ignore && s.cur != nil {
		s.hb.release(s.cur, p, true)
	}
}

// raceExchange is what a place in the buffer of a channel does: the goroutine is ordered
// after who had it last, and who has it next after what the goroutine did before it came.
// What it has just learned is not passed on: a receive happens before the completion of
// the send that takes its place, the send that it received from need not.
func raceExchange(p unsafe.Pointer) {
	tsanExchange(p)
	if s := &the; s.mem.mode != Ignore && s.cur != nil {
		s.hb.exchange(s.cur, p)
	}
}

func (r *relation) acquire(g *G, p unsafe.Pointer) {
	if v := (*vector)(r.tokens.get(p)); v != nil {
		g.seen = g.seen.join(*v)
	}
}

func (r *relation) release(g *G, p unsafe.Pointer, merge bool) {
	v := r.token(p)
	if !merge {
		*v = (*v)[:0]
	}
	g.seen = g.seen.with(g.id)
	*v = v.join(g.seen)
	g.seen[g.id]++
}

func (r *relation) exchange(g *G, p unsafe.Pointer) {
	v := r.token(p)
	r.scratch = append(r.scratch[:0], *v...)
	g.seen = g.seen.with(g.id)
	*v = append((*v)[:0], g.seen...)
	g.seen[g.id]++
	g.seen = g.seen.join(r.scratch)
}

func (r *relation) token(p unsafe.Pointer) *vector {
	v := (*vector)(r.tokens.get(p))
	if v == nil {
		v = r.vectors.get()
		*v = (*v)[:0]
		r.tokens.put(p, unsafe.Pointer(v))
	}
	return v
}

// atomic adds the edges of an atomic operation, which the race detector knows by itself.
func (r *relation) atomic(s *scheduler, g *G, o *Object, k step.Kind) {
	p := unsafe.Pointer(o)
	switch k {
	case step.AtomicLoad:
		r.acquire(g, p)
	case step.AtomicStore:
		r.release(g, p, false)
	case step.AtomicAdd, step.AtomicSwap, step.AtomicCAS:
		// A compare-and-swap that fails is taken for one that does not.
		r.acquire(g, p)
		r.release(g, p, false)
	}
}

// with makes room for goroutine g, whose own time starts at 1.
func (v vector) with(g int32) vector {
	for len(v) <= int(g) {
		v = append(v, 0)
	}
	if v[g] == 0 {
		v[g] = 1
	}
	return v
}

func (v vector) join(o vector) vector {
	for i, n := range o {
		if i >= len(v) {
			v = append(v, n)
		} else if n > v[i] {
			v[i] = n
		}
	}
	return v
}

// before reports whether the access happens before what a goroutine with clock v does.
func (t touched) before(v vector) bool {
	return t.at == 0 || int(t.g) < len(v) && t.at <= v[t.g]
}

// access takes an access down, and the first pair that nothing orders. The last event is
// that of the access if it was told.
func (r *relation) access(s *scheduler, v *variable, g *G, write, told bool) {
	g.seen = g.seen.with(g.id)
	now := touched{g: g.id, at: g.seen[g.id], event: -1}
	if told {
		now.event = len(s.rec.events) - 1
	}
	if v.wrote.g != g.id && !v.wrote.before(g.seen) {
		r.found(v, v.wrote, now)
	}
	if !write {
		for i, one := range v.reads {
			if one.g == g.id {
				v.reads[i] = now
				return
			}
		}
		v.reads = append(v.reads, now)
		return
	}
	for _, one := range v.reads {
		if one.g != g.id && !one.before(g.seen) {
			r.found(v, one, now)
		}
	}
	v.wrote, v.reads = now, v.reads[:0]
}

func (r *relation) found(v *variable, a, b touched) {
	if r.pair == nil {
		r.pair = &Pair{FirstG: int(a.g), SecondG: int(b.g), First: a.event, Second: b.event, Expr: v.expr}
	}
}
