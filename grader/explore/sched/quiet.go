package sched

import (
	"unsafe"

	"racekit/grader/explore/step"
)

// quiet is the gate of a goroutine that waits until no other can run.
type quiet struct{ g *G }

// Open reports whether nobody else can run at this instant of virtual time, and no timer
// is due that could change that.
func (q *quiet) Open(step.Kind) bool {
	if s := &the; len(s.heap) > 0 && s.heap[0].when <= s.now && s.fired < s.opt.Timers {
		return false
	}
	for _, g := range the.live {
		if g == q.g {
			continue
		}
		if _, same := g.gate.(*quiet); !same && g.runnable() {
			return false
		}
	}
	return true
}

// WaitQuiet blocks until every other goroutine is blocked, asleep or gone. Unlike at
// WaitRest, the clock does not move for that. What they did until then is ordered before
// its return.
//
//go:noinline
func WaitQuiet() {
	if g := Current(); g != nil && point(nil, step.Settle, &quiet{g}, "") {
		the.acquireAll()
	}
}

// family is the gate of a goroutine that waits for the end of root and of all that root,
// timers or those so begun have started.
type family struct{ root *G }

// Open reports whether none of them is left.
func (f family) Open(step.Kind) bool {
	for _, g := range the.live {
		if f.has(g) {
			return false
		}
	}
	return true
}

func (f family) has(g *G) bool {
	for g.id > f.root.id {
		if g.parent < 0 {
			return true
		}
		g = the.all[g.parent]
	}
	return g == f.root
}

// WaitFamily blocks until root has ended and all goroutines that were started by it, by
// one of them, or by a timer since root was started. What they did is ordered before its
// return.
//
//go:noinline
func WaitFamily(root *G) {
	s := &the
	f := family{root}
	if root == nil || !point(nil, step.GroupWait, f, "") {
		return
	}
	me := s.cur
	var sum uint64
	for _, g := range s.all {
		if f.has(g) {
			sum += mix(g.hash, 0xa11)
			raceAcquire(unsafe.Pointer(&g.spawned))
		}
	}
	me.hash = mix(me.hash, sum)
}

// acquireAll orders the running goroutine after all that was done so far. All others are
// blocked or done.
func (s *scheduler) acquireAll() {
	me := s.cur
	var sum uint64
	for _, g := range s.all {
		if g != me {
			sum += mix(g.hash, 0xa11)
		}
	}
	me.hash = mix(me.hash, sum)
	if !Race && s.mem.mode == Ignore {
		return
	}
	for _, g := range s.live {
		if g != me && g.begun {
			s.visit(g.w)
		}
	}
	raceAcquire(unsafe.Pointer(&s.epoch))
}

// visit lets a parked worker show the race detector what it did. A worker that is told to
// merge comes back to the hub: meanwhile, the running goroutine's place is taken for it.
func (s *scheduler) visit(w *worker) {
	me, hub, sl := s.cur.w, s.hub.at, w.at
	s.cur = w.g
	w.order, w.at = merge, nil
	s.hub.at, sl.in = sl, me
	s.target = w
	coroswitch(sl.c)
	s.target, s.here = me, me
	s.hub.at = hub
	w.order = goOn
	s.cur = me.g
}
