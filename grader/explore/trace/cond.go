package trace

import (
	"racekit/grader/explore/step"
	"racekit/grader/verdict"
)

// unchecked explains a goroutine that was woken from the wait for a condition and did not
// look again whether it holds, while another one had the lock first.
func (s *story) unchecked(e *Explanation) bool {
	next := s.nextOf()
	for i := range s.acts {
		a := &s.acts[i]
		if a.kind != step.CondWait || !a.waits || a.Object == 0 {
			continue
		}
		relock := next[i]
		if relock < 0 || s.acts[relock].kind != step.Lock || s.acts[relock].derived && next[relock] < 0 {
			continue
		}
		if s.acts[relock].derived {
			relock = next[relock]
		}
		woken := s.wokenBetween(a.G, i, relock)
		if woken < 0 {
			continue
		}
		lock := s.acts[relock].Object
		barged := s.locking(woken, relock, lock, func(g int) bool { return g != a.G && g != s.acts[woken].G })
		checked, place := s.looksAgain(i, relock, next)
		if barged >= 0 && !checked && !place.IsZero() {
			s.uncheckedWait(e, i, woken, barged, relock, place)
			return true
		}
	}
	return false
}

// wokenBetween is the act that woke g between two others, -1 if there is none.
func (s *story) wokenBetween(g, from, to int) int {
	for i := from; i < to; i++ {
		for _, w := range s.acts[i].note.wakes {
			if w == g {
				return i
			}
		}
	}
	return -1
}

// looksAgain reports whether a goroutine looks after its wait where it looked before, and
// where that was: its last read before the wait. The place is zero if there was none.
func (s *story) looksAgain(wait, relock int, next []int) (again bool, place verdict.Place) {
	for i := s.lastOf(s.acts[wait].G, wait); i >= 0 && s.acts[i].kind != step.Lock; i = s.lastOf(s.acts[wait].G, i) {
		if a := &s.acts[i]; reads(a) && a.at != s.acts[wait].at {
			place = a.at
			break
		}
	}
	for i := next[relock]; i >= 0 && s.acts[i].kind != step.Unlock; i = next[i] {
		if s.acts[i].at == place {
			return true, place
		}
	}
	return false, place
}

// uncheckedWait says it.
func (s *story) uncheckedWait(e *Explanation, wait, woken, barged, relock int, place verdict.Place) {
	a, w, b := &s.acts[wait], &s.acts[woken], &s.acts[barged]
	lock, g := s.names[b.Object], gname(a.G)
	e.Pattern = NoLoop
	e.Where = nil
	e.look(place, a.at, b.at)
	s.focus[a.Object], s.focus[b.Object] = true, true
	s.watch = append(s.watch, b.Object)
	e.Why = text(
		gname(w.G)+" woke "+g+" from its wait"+atEn(a.at)+", but "+gname(b.G)+" got "+lock+" first"+atEn(b.at)+"; when "+g+" had the lock again, it did not look once more at what it had checked"+atEn(place)+".",
		gname(w.G)+" が"+atJa(a.at)+"待っていた "+g+" を起こしましたが、先に "+gname(b.G)+" が"+atJa(b.at)+" "+lock+" を取得しました。"+g+" は、ロックを取り直した後、"+orUnknown(place)+" の条件を確認し直していません。")
	s.marks[relock] = text("goes on without checking the condition again", "条件を確認し直さずに続行")
}
