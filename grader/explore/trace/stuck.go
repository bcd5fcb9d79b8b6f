package trace

import (
	"cmp"
	"slices"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// maxWaits bounds how many goroutines that are stuck are looked at.
const maxWaits = 200

// stuck explains goroutines that can never go on: in a deadlock, or left over.
func (s *story) stuck(e *Explanation) {
	end := newWorld(s)
	for i := range s.acts {
		end.step(&s.acts[i])
	}
	for _, g := range s.stuckOnes() {
		if len(e.Waits) < maxWaits {
			e.Waits = append(e.Waits, s.waiting(g, end))
		}
		s.cast[g.G] = true
		s.focus[g.Object] = g.Object != 0
		if g.Parent >= 0 {
			s.cast[g.Parent] = true
		}
	}
	s.loops(e)
	circle(e.Waits)
	for i := range e.Waits {
		s.because(e, &e.Waits[i], end)
		for _, g := range e.Waits[i].For {
			s.cast[g] = true
		}
	}
	slices.SortStableFunc(e.Waits, func(a, b Wait) int { return cmp.Compare(rank(a), rank(b)) })
	s.stuckTitle(e)
	for _, w := range e.Waits {
		e.look(w.At)
		for _, h := range w.Holds {
			e.look(h.At)
		}
		if g := s.gs[w.G]; g != nil {
			s.watch = append(s.watch, g.Object)
		}
	}
}

// rank puts those of a cycle first, and those last of whom nothing is known but that they
// wait.
func rank(w Wait) int {
	switch {
	case w.Cycle:
		return 0
	case !w.Why.IsZero() && w.G != 0:
		return 1
	case !w.Why.IsZero():
		return 2
	}
	return 3
}

// stuckOnes are the goroutines that the record calls stuck, or else all that are blocked.
func (s *story) stuckOnes() []*step.Goroutine {
	var gs []*step.Goroutine
	for _, g := range s.f.Stuck {
		if one := s.gs[g]; one != nil && !slices.Contains(gs, one) {
			gs = append(gs, one)
		}
	}
	if len(s.f.Stuck) > 0 {
		return gs
	}
	for i := range s.f.Goroutines {
		if g := &s.f.Goroutines[i]; g.State != "done" && g.State != "ready" && g.State != "" {
			gs = append(gs, g)
		}
	}
	return gs
}

// waiting says what g waits for and what it holds.
func (s *story) waiting(g *step.Goroutine, end *world) Wait {
	w := Wait{G: g.G, Op: term.Line(g.State), Object: s.names[g.Object]}
	at, frame := s.find.at(g.Frames)
	w.At = at
	if g.Object == 0 {
		w.Object = term.Line(g.Expr)
	}
	kind, _ := step.ParseKind(g.State)
	a := act{Event: step.Event{Object: g.Object, Expr: term.Line(g.Expr)}, kind: kind, at: at}
	if a.here, _ = s.src.receivers(frame.File, frame.Line, kind); a.Expr != "" {
		a.here = []string{a.Expr}
	}
	if g.Object != 0 {
		w.Here = s.alias(&a)
	}
	for _, o := range s.f.Objects {
		if !slices.Contains(o.Holders, g.G) {
			continue
		}
		w.Holds = append(w.Holds, Held{s.names[o.ID], s.takenAt(&o, g.G, end)})
		s.focus[o.ID] = true
	}
	if o := s.objs[g.Object]; o != nil && heldBy(o.Kind) {
		w.For = slices.Compact(slices.Sorted(slices.Values(o.Holders)))
	}
	return w
}

// takenAt is where g took a lock that it holds at the end.
func (s *story) takenAt(o *step.Object, g int, end *world) verdict.Place {
	for _, h := range slices.Backward(end.holders[o.ID]) {
		if h.g == g && !h.act.at.IsZero() {
			return h.act.at
		}
	}
	if len(o.Holders) == 1 {
		at, _ := s.find.at(o.Taken)
		return at
	}
	return verdict.Place{}
}

// circle marks those who wait for themselves, directly or by way of others.
func circle(ws []Wait) {
	at := map[int]int{}
	for i, w := range ws {
		at[w.G] = i
	}
	for i := range ws {
		seen := map[int]bool{}
		todo := slices.Clone(ws[i].For)
		for len(todo) > 0 && !ws[i].Cycle {
			g := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			ws[i].Cycle = g == ws[i].G
			if j, ok := at[g]; ok && !seen[g] {
				seen[g] = true
				todo = append(todo, ws[j].For...)
			}
		}
	}
}

// stuckTitle is the first line and the sentence why, by what was found.
func (s *story) stuckTitle(e *Explanation) {
	n := len(s.stuckOnes())
	switch {
	case e.Class == outcome.Leak && n == 1:
		e.Title = titled(e.Class, both("%[1]s can never end", "%[1]s が終了できません", gname(e.Waits[0].G)))
	case e.Class == outcome.Leak && n > 1:
		e.Title = titled(e.Class, both("%[1]s goroutines can never end", "%[1]s個のゴルーチンが終了できません", term.Count(n)))
	case e.Class == outcome.Leak && len(s.f.Running) > 0 && s.ended(s.f.Running[0]):
		g := s.f.Running[0]
		e.Title = titled(e.Class, text("a timer starts goroutines for ever", "タイマーがゴルーチンを起動し続けています"))
		e.Why = text("when everything had ended, a timer still started "+gname(g)+", which started a timer again.",
			"すべてが終わった後もタイマーが "+gname(g)+" を起動し、それがまたタイマーを開始しています。")
		return
	case n > 0:
		alive := 0
		for _, g := range s.f.Goroutines {
			if g.State != "done" {
				alive++
			}
		}
		e.Title = titled(e.Class, both("%[1]s of %[2]s goroutines can never go on", "%[2]s個のゴルーチンのうち%[1]s個が、二度と先に進めません", term.Count(n), term.Count(max(alive, n))))
		if n >= alive {
			e.Title = titled(e.Class, both("none of the %[1]s goroutines can ever go on", "%[1]s個のゴルーチンがすべて、二度と先に進めません", term.Count(n)))
			if n == 1 {
				e.Title = titled(e.Class, both("%[1]s can never go on", "%[1]s が二度と先に進めません", gname(e.Waits[0].G)))
			}
		}
	default:
		e.Title = classText(e.Class)
		return
	}
	first := e.Waits[0]
	if !first.Cycle {
		if !first.Why.IsZero() {
			t := waits(first)
			e.Why = text(t.En+": "+first.Why.En+".", t.Ja+"。"+first.Why.Ja+"。")
		}
		if len(e.Loops) > 0 {
			e.Facts = append(e.Facts, both("%[1]s can still run, but only to do the same steps again and again.",
				"%[2]s は動き続けていますが、同じステップを繰り返すだけです。", gnames(s.f.Running), gnamesJa(s.f.Running)))
		}
		return
	}
	s.cycleWhy(e)
}

// ended reports whether a goroutine is done.
func (s *story) ended(g int) bool {
	return slices.ContainsFunc(s.f.Goroutines, func(one step.Goroutine) bool { return one.G == g && one.State == "done" })
}

// cycleWhy explains a circle of goroutines that wait for each other.
func (s *story) cycleWhy(e *Explanation) {
	w := e.Waits[0]
	if slices.Contains(w.For, w.G) {
		e.Pattern = SelfLock
		at := verdict.Place{}
		for _, h := range w.Holds {
			if h.Object == w.Object {
				at = h.At
			}
		}
		if w.Op == step.Once.String() {
			e.Why = text(
				gname(w.G)+" calls Do of "+w.Object+atEn(w.At)+" from inside of its own first Do"+atEn(at)+", which has to return first: it waits for itself.",
				gname(w.G)+" は "+w.Object+" の最初の Do を実行している最中に、"+atJa(w.At)+"もう一度 Do を呼んでいます。最初の Do が戻るのを待つため、自分自身を待ち続けます。")
			return
		}
		e.Why = text(
			gname(w.G)+" locked "+w.Object+atEn(at)+" and locks it again"+atEn(w.At)+": a lock is not reentrant, so it waits for itself.",
			gname(w.G)+" は"+atJa(at)+" "+w.Object+" をロックした後、"+atJa(w.At)+"もう一度ロックしようとしています。ロックは再入可能ではないため、自分自身を待ち続けます。")
		return
	}
	e.Pattern = LockOrder
	var ens, jas []string
	for _, w := range e.Waits {
		if !w.Cycle || len(ens) == 4 {
			continue
		}
		held := make([]string, 0, len(w.Holds))
		for _, h := range w.Holds {
			held = append(held, h.Object)
		}
		ens = append(ens, gname(w.G)+" holds "+strings.Join(held, ", ")+" and waits for "+w.Object)
		jas = append(jas, gname(w.G)+" は "+strings.Join(held, "、")+" を保持したまま "+w.Object+" を待ち")
	}
	e.Why = text(strings.Join(ens, "; ")+": each waits for a lock that another of them holds.",
		strings.Join(jas, "、")+"、互いに相手のロックの解放を待っています。")
}

// waits says what a goroutine waits for.
func waits(w Wait) verdict.Text {
	name := w.Object
	if w.Here != "" {
		name += " (" + w.Here + ")"
	}
	kind, _ := step.ParseKind(w.Op)
	a := &act{kind: kind, Event: step.Event{Object: 1}}
	s := &story{names: map[int]string{1: name}, objs: map[int]*step.Object{}}
	t := s.does(a)
	if t.IsZero() {
		t = same(w.Op)
	}
	return text(gname(w.G)+" waits"+atEn(w.At)+" ("+t.En+")", gname(w.G)+" は"+atJa(w.At)+"待っています（"+t.Ja+"）")
}
