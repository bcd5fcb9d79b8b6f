package trace

import (
	"iter"
	"maps"
	"slices"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/verdict"
)

// overlap is a goroutine that looks, another one that changes what was seen, and the
// first that acts on it, by index of acts.
type overlap struct {
	look, change, act int
	object            int
	pattern           Pattern
	forced            bool
}

// wrong explains a wrong result, and whatever has no explanation of its own.
func (s *story) wrong(e *Explanation) {
	e.Title = classText(e.Class)
	for _, m := range e.Messages {
		e.look(m.At)
	}
	if e.Class == outcome.Wrong {
		if o, ok := s.overlap(); ok {
			s.overlapped(e, o)
			return
		}
		if s.torn(e) || s.unchecked(e) || s.splitLock(e) {
			return
		}
	}
	e.Why = s.plainly()
}

// plainly says what is known if no pattern fits.
func (s *story) plainly() verdict.Text {
	for i := range s.acts {
		if a := &s.acts[i]; a.Preempts {
			before := s.lastOf(a.From, i)
			if before < 0 {
				break
			}
			b := &s.acts[before]
			t := both("It takes %s to pause%s", "%s が%s一時停止し", gname(a.From), "\x00")
			t = replaced(t, atEn(b.at), atJa(b.at))
			return plus(t, " and "+gname(a.G)+" to go on instead.", "、代わりに "+gname(a.G)+" が先に進むと起こります。")
		}
	}
	if t := s.rushed(); !t.IsZero() {
		return t
	}
	if len(s.acts) > 0 && s.f.Preemptions == 0 {
		return text("No goroutine has to be interrupted for it: it happens even if each runs until it has to wait.",
			"途中で割り込まれなくても起こります。どのゴルーチンも、待つ必要が生じるまで動き続けた場合の結果です。")
	}
	return verdict.Text{}
}

// replaced puts the language's own text where both templates have a NUL.
func replaced(t verdict.Text, en, ja string) verdict.Text {
	return text(replaceNUL(t.En, en), replaceNUL(t.Ja, ja))
}

// lastOf is the last act of g before the i-th, -1 if none.
func (s *story) lastOf(g, i int) int {
	for i--; i >= 0; i-- {
		if s.acts[i].G == g {
			return i
		}
	}
	return -1
}

// overlap finds a look, a change by another and an act that follows from the look: the
// first with a forced switch between, or else the first.
func (s *story) overlap() (overlap, bool) {
	type key struct{ g, o int }
	looked := map[key]int{}
	changed := map[int][]int{} // of each object, the changes so far
	var found []overlap
	for i := range s.acts {
		a := &s.acts[i]
		if a.Object == 0 || a.G < 0 || a.derived {
			continue
		}
		k := key{a.G, a.Object}
		if reads(a) {
			looked[k] = i
		}
		if !writes(a) && !updates(a) {
			continue
		}
		if look, ok := looked[k]; ok {
			if j := s.byOther(changed[a.Object], look, a.G); j >= 0 {
				o := overlap{look: look, change: j, act: i, object: a.Object, pattern: LostUpdate, forced: s.forcedIn(look, i, a.G)}
				if updates(a) || a.kind == step.MapWrite { // of another key, perhaps
					o.pattern = CheckThenAct
				}
				found = append(found, o)
			}
		}
		delete(looked, k)
		changed[a.Object] = append(changed[a.Object], i)
	}
	if len(found) == 0 {
		return overlap{}, false
	}
	if i := slices.IndexFunc(found, func(o overlap) bool { return o.forced }); i >= 0 {
		return found[i], true
	}
	return found[0], true
}

// byOther is the last of the changes after the act look that are not g's, -1 if none.
func (s *story) byOther(changes []int, look, g int) int {
	for _, j := range slices.Backward(changes) {
		if j < look {
			break
		}
		if s.acts[j].G != g {
			return j
		}
	}
	return -1
}

// forcedIn reports whether g was made to pause between two acts.
func (s *story) forcedIn(from, to, g int) bool {
	for i := from + 1; i <= to; i++ {
		if s.acts[i].Preempts && s.acts[i].From == g {
			return true
		}
	}
	return false
}

func reads(a *act) bool {
	return a.kind == step.MemRead || a.kind == step.MapRead || a.kind == step.AtomicLoad
}

func writes(a *act) bool {
	return a.kind == step.MemWrite || a.kind == step.MapWrite || a.kind == step.AtomicStore
}

// updates reports whether a reads and writes in one step.
func updates(a *act) bool {
	return a.kind == step.AtomicAdd || a.kind == step.AtomicSwap || a.kind == step.AtomicCAS && a.note.yes
}

// overlapped explains an overlap.
func (s *story) overlapped(e *Explanation, o overlap) {
	look, change, do := &s.acts[o.look], &s.acts[o.change], &s.acts[o.act]
	name := s.names[o.object]
	e.Pattern = o.pattern
	s.focus[o.object] = true
	s.watch = append(s.watch, o.object)
	e.Where = nil
	e.look(look.at, do.at, change.at)
	g, other := gname(look.G), gname(change.G)
	saw, put, wrote := valued(name, look.Value), valued(name, change.Value), valued(name, do.Value)
	if o.pattern == LostUpdate {
		e.Title = titled(e.Class, text("lost update of "+name, name+" の更新の消失（lost update）"))
		e.Why = text(
			g+" read "+saw+atEn(look.at)+"; then "+other+" wrote "+put+atEn(change.at)+"; then "+g+" wrote "+wrote+atEn(do.at)+" without having seen that: what "+other+" wrote is lost.",
			g+" が"+atJa(look.at)+" "+saw+" を読み取った後、"+other+" が"+atJa(change.at)+" "+put+" を書き込みました。"+g+" はそれを見ないまま"+atJa(do.at)+" "+wrote+" を書き込んだため、"+other+" の書き込みが失われました。")
		s.marks[o.act] = text("overwrites what "+other+" wrote", other+" が書き込んだ値を上書き")
	} else {
		e.Title = titled(e.Class, text("check-then-act on "+name, name+" の確認と操作が分離（check-then-act）"))
		e.Why = text(
			g+" looked at "+saw+atEn(look.at)+"; then "+other+" changed it"+atEn(change.at)+"; then "+g+" changed it too"+atEn(do.at)+", without looking again.",
			g+" が"+atJa(look.at)+" "+saw+" を確認した後、"+other+" が"+atJa(change.at)+"それを変更しました。"+g+" は、確認し直さないまま"+atJa(do.at)+"変更を加えました。")
		if do.kind == step.AtomicCAS {
			e.Why = text(
				g+" looked at "+saw+atEn(look.at)+"; then "+other+" changed it"+atEn(change.at)+"; the compare-and-swap of "+g+atEn(do.at)+" succeeded all the same.",
				g+" が"+atJa(look.at)+" "+saw+" を確認した後、"+other+" が"+atJa(change.at)+"それを変更しました。それでも、"+g+" の CompareAndSwap は"+atJa(do.at)+"成功しています。")
		}
		s.marks[o.act] = text("acts on what it saw before "+other+"'s change", other+" が変更する前の値に基づく操作")
	}
	s.gap(e, o)
}

// valued is "x = 7", or "x" if the value is not known.
func valued(name, value string) string {
	if value == "" {
		return name
	}
	return name + " = " + value
}

// gap says which locks were held over an overlap, and where they were let go.
func (s *story) gap(e *Explanation, o overlap) {
	look, do := &s.acts[o.look], &s.acts[o.act]
	before, after := s.heldAt(o.look, look.G), s.heldAt(o.act, do.G)
	g := gname(look.G)
	for _, lock := range before {
		if !slices.Contains(after, lock) {
			continue
		}
		s.focus[lock] = true
		s.watch = append(s.watch, lock)
		name := s.names[lock]
		if open, shut := s.released(look.G, lock, o.look, o.act); open >= 0 && shut >= 0 {
			e.Facts = append(e.Facts, s.gapBetween(open, shut, name))
			return
		}
		if !slices.Contains(s.heldAt(o.change, s.acts[o.change].G), lock) {
			e.Facts = append(e.Facts, both("%[1]s holds %[2]s all the while, but %[3]s writes without it.", "その間 %[1]s は %[2]s を保持していますが、%[3]s は %[2]s を取らずに書き込んでいます。", g, name, gname(s.acts[o.change].G)))
			return
		}
	}
	if len(before) == 0 && len(after) == 0 && s.locks() {
		e.Facts = append(e.Facts, both("%s holds no lock at either of its lines.", "%s はどちらの行でもロックを保持していません。", g))
	}
}

// gapBetween names the two lines between which a lock is not held.
func (s *story) gapBetween(open, shut int, name string) verdict.Text {
	u, l := s.acts[open].at, s.acts[shut].at
	return both("The gap: from %[1]s (Unlock %[2]s) to %[3]s (Lock %[2]s) %[4]s does not hold the lock; these are two critical sections.",
		"すき間: %[1]s（%[2]s を解放）から %[3]s（%[2]s をロック）まで、%[4]s はロックを保持していません。クリティカルセクションが2つに分かれています。",
		orUnknown(u), name, orUnknown(l), gname(s.acts[open].G))
}

func orUnknown(p verdict.Place) string {
	if p.IsZero() {
		return "?"
	}
	return brief(p)
}

// locks reports whether the record has any lock at all.
func (s *story) locks() bool {
	return slices.ContainsFunc(s.f.Objects, func(o step.Object) bool { return isLock(o.Kind) })
}

// heldAt are the locks that g holds when it does the i-th act.
func (s *story) heldAt(i, g int) []int {
	w := newWorld(s)
	for j := range s.acts[:i] {
		w.step(&s.acts[j])
	}
	return w.held(g)
}

// released is the first act between two others by which g lets a lock go, and the last by
// which it takes it again; -1 if there is none.
func (s *story) released(g, lock, from, to int) (open, shut int) {
	open, shut = -1, -1
	for i := from; i <= to; i++ {
		a := &s.acts[i]
		if a.G != g || a.Object != lock || a.derived {
			continue
		}
		switch a.kind {
		case step.Unlock, step.RUnlock:
			if open < 0 {
				open = i
			}
		case step.Lock, step.RLock:
			shut = i
		}
	}
	return open, shut
}

// splitLock explains a goroutine that let a lock go, was made to pause, and took the lock
// again, with another one in between that had it.
func (s *story) splitLock(e *Explanation) bool {
	for i := range s.acts {
		a := &s.acts[i]
		if !a.Preempts || a.From < 0 {
			continue
		}
		for lock, open := range s.letGo(a.From, i) {
			shut := s.locking(i, len(s.acts), lock, func(g int) bool { return g == a.From })
			if shut < 0 || !before(s.acts[open].Frames, s.acts[shut].Frames) {
				continue
			}
			if other := s.locking(i, shut, lock, func(g int) bool { return g != a.From }); other >= 0 {
				s.split(e, open, other, shut)
				return true
			}
		}
	}
	return false
}

// before reports whether a stack is of a call that comes before another one in the source,
// in the function that both were called from. Of a loop's next round it is not.
func before(a, b []step.Frame) bool {
	for i, j := len(a)-1, len(b)-1; i >= 0 && j >= 0; i, j = i-1, j-1 {
		if a[i].Func != b[j].Func {
			return true
		}
		if a[i].Line != b[j].Line {
			return a[i].Line < b[j].Line
		}
	}
	return false
}

// letGo are the locks that g had before the i-th act and has no longer, with the acts by
// which it let them go.
func (s *story) letGo(g, i int) iter.Seq2[int, int] {
	open := map[int]int{}
	for j := range s.acts[:i] {
		switch a := &s.acts[j]; {
		case a.G != g || a.derived || a.Object == 0:
		case a.kind == step.Unlock:
			open[a.Object] = j
		case a.kind == step.Lock:
			delete(open, a.Object)
		}
	}
	return func(yield func(int, int) bool) {
		for _, lock := range slices.Sorted(maps.Keys(open)) {
			if !yield(lock, open[lock]) {
				return
			}
		}
	}
}

// locking is the first act in a range by which a goroutine of a kind locks a lock, or -1.
func (s *story) locking(from, to, lock int, who func(g int) bool) int {
	for i := from; i < to; i++ {
		if a := &s.acts[i]; a.kind == step.Lock && a.Object == lock && !a.derived && a.G >= 0 && who(a.G) {
			return i
		}
	}
	return -1
}

// split explains a lock that was let go, taken by another, and taken again.
func (s *story) split(e *Explanation, open, other, shut int) {
	lock := s.acts[open].Object
	name, g, o := s.names[lock], gname(s.acts[open].G), gname(s.acts[other].G)
	e.Pattern = SplitLock
	e.Where = nil
	e.look(s.acts[open].at, s.acts[shut].at, s.acts[other].at)
	s.focus[lock] = true
	s.watch = append(s.watch, lock)
	e.Why = text(
		g+" unlocked "+name+atEn(s.acts[open].at)+" and locked it again"+atEn(s.acts[shut].at)+"; in between "+o+" had the lock ("+orUnknown(s.acts[other].at)+"), so what "+g+" knew from before need no longer be true.",
		g+" は"+atJa(s.acts[open].at)+" "+name+" を解放し、"+atJa(s.acts[shut].at)+"再びロックしましたが、その間に "+o+" がロックを取得しています（"+orUnknown(s.acts[other].at)+"）。"+g+" が前に調べた内容は、もう正しいとは限りません。")
	e.Facts = append(e.Facts, s.gapBetween(open, shut, name))
}
