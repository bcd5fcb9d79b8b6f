package sched

import "racekit/grader/explore/step"

// runnable reports whether the goroutine's pending step can be taken.
func (g *G) runnable() bool {
	return !g.blocked && (g.gate == nil || g.gate.Open(g.kind))
}

// giveUp makes the goroutine wait for its next turn until another had one, and until
// everybody who can run has had one since it gave it up before.
func (g *G) giveUp(s *scheduler) {
	s.res.Fair = true
	g.row, g.same = 0, 0
	g.before, g.gaveUp = g.gaveUp, s.steps
	if !g.yielded {
		g.yielded = true
		s.yields++
	}
}

// regain takes giveUp back.
func (g *G) regain(s *scheduler) {
	if g.yielded {
		g.yielded = false
		s.yields--
		s.touched(g)
	}
}

// choose says who goes on: nobody if the schedule is over.
func (s *scheduler) choose() *G {
	for !s.over {
		if s.steps >= s.opt.Steps {
			s.stop(&s.res.Cut)
			return nil
		}
		if s.steps >= s.asked && s.expired() {
			s.stop(&s.res.Pruned)
			return nil
		}
		if s.res.MainDone && s.ours == 0 && !s.goesOn() {
			s.over = true
			return nil
		}
		if s.overdue() {
			s.early()
			continue
		}
		preempts := s.gather()
		if len(s.runners) == 0 && s.yields > 0 {
			if s.tired() {
				continue
			}
			s.gatherAgain()
		}
		if len(s.runners) == 0 {
			s.over = !s.rest()
			continue
		}
		if s.opt.Early && !s.res.MainDone && s.hurried < mostEarly && s.hurries() {
			s.options = append(s.options, step.Option{G: -1, Kind: step.Clock})
		}
		i := 0
		if len(s.options) > 1 {
			i = s.ask(preempts)
		}
		switch {
		case i < 0:
			s.stop(&s.res.Pruned)
		case s.options[i].G < 0:
			s.preemptions++
			s.hurried++
			s.early()
		default:
			g := s.runners[i]
			s.pass(g, preempts && i > 0)
			return g
		}
	}
	return nil
}

// goesOn lets a timer fire after everything has ended, as often as Options.Tail allows.
func (s *scheduler) goesOn() bool {
	if s.tail >= s.opt.Tail || len(s.heap) == 0 {
		return false
	}
	s.tail++
	before := len(s.all)
	s.fire()
	if len(s.all) > before {
		s.bred++
	}
	return true
}

// expired reports whether there is no time left.
func (s *scheduler) expired() bool {
	s.asked = s.steps + often
	return s.opt.Expired != nil && s.opt.Expired()
}

// gather lists who can run and did not give up the turn: the one who has it first, then
// the others in turn. It reports whether taking another one than the first would take
// its turn away.
func (s *scheduler) gather() (preempts bool) {
	s.runners, s.options = s.runners[:0], s.options[:0]
	cur := s.cur
	if cur != nil && !cur.done && !cur.yielded && cur.runnable() {
		s.offer(cur)
		preempts = true
	}
	at := s.behind(cur)
	s.offerAll(s.live[at:])
	s.offerAll(s.live[:at])
	return preempts
}

func (s *scheduler) offerAll(gs []*G) {
	for _, g := range gs {
		if !g.blocked && !g.yielded && g != s.cur && g.runnable() {
			s.offer(g)
		}
	}
}

// behind is the place among the live of who comes after g. Whoever gives up the turn or
// blocks gives it to him, if he is not told otherwise: so it goes round, and nobody waits
// for ever for others that pass it to each other.
func (s *scheduler) behind(g *G) int {
	if g == nil {
		return 0
	}
	low, high := 0, len(s.live)
	for low < high {
		if mid := (low + high) / 2; s.live[mid].id <= g.id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

func (s *scheduler) offer(g *G) {
	o := step.Option{G: g.id, Kind: g.kind}
	if g.obj != nil {
		o.Object = g.obj.number(s)
	}
	s.runners = append(s.runners, g)
	s.options = append(s.options, o)
}

// gatherAgain lists who can run when all of them gave up the turn: they get it back, the
// one who had it comes last.
func (s *scheduler) gatherAgain() {
	for _, g := range s.live {
		g.regain(s)
	}
	at := s.behind(s.cur)
	s.offerAll(s.live[at:])
	s.offerAll(s.live[:at])
	if s.cur != nil && !s.cur.done && s.cur.runnable() {
		s.offer(s.cur)
	}
}

// tired is asked when all who can run gave up the turn. If that is so again and again, and
// nobody else had it, they may be waiting for time: it moves then, and tired is true.
func (s *scheduler) tired() bool {
	spinning := false
	for _, g := range s.live {
		spinning = spinning || g.runnable()
	}
	if spinning {
		s.vain++
	}
	if s.vain <= maxVain || !s.hurries() {
		return false
	}
	s.vain = 0
	s.early()
	return true
}

// ask puts the options to the chooser.
func (s *scheduler) ask(preempts bool) int {
	c := &s.choice
	*c = step.Choice{
		Options: s.options, N: len(s.options), Preempts: preempts,
		State: s.signature(), Step: s.steps, Preemptions: s.preemptions,
	}
	s.branches++
	return s.chooser.Choose(c)
}

// branch lets the chooser pick one of n ways for the running goroutine.
func (s *scheduler) branch(n int) int {
	if n < 2 || s.over {
		return 0
	}
	c := &s.choice
	*c = step.Choice{N: n, Branch: true, State: s.signature(), Step: s.steps, Preemptions: s.preemptions}
	s.branches++
	i := s.chooser.Choose(c)
	if i < 0 {
		// A goroutine cannot be stopped in the middle of a step: the schedule ends at the
		// next one.
		s.stop(&s.res.Pruned)
		return 0
	}
	return i
}

// pass gives the turn to g.
func (s *scheduler) pass(g *G, preempts bool) {
	if preempts {
		s.preemptions++
	}
	s.touched(g)
	if s.cur == g {
		return
	}
	if s.yields > 0 {
		s.letGo(g)
	}
	g.row = 0
	s.vain = 0
	if s.rec != nil {
		s.rec.passed(s, g, preempts)
	}
	s.cur = g
}

// letGo gives back the turn that others gave up, now that g has it: to those who do not
// come before somebody who has waited for longer. That is the rule of Musuvathi and Qadeer,
// "Fair stateless model checking", PLDI'08, except that of those who can run now and were
// not woken, it is taken for granted that they could all the time.
func (s *scheduler) letGo(g *G) {
	g.regain(s)
	waits := s.steps
	for _, o := range s.live {
		if o != g && o.runnable() {
			waits = min(waits, o.ran)
		}
	}
	for _, o := range s.live {
		if o != g && waits >= o.before {
			o.regain(s)
		}
	}
}
