package trace

import (
	"racekit/grader/explore/step"
	"racekit/grader/verdict"
)

// hurry finds where time moved though a goroutine could run. The record does not say so;
// it follows where a goroutine goes on later without having been woken meanwhile.
func (s *story) hurry() {
	const most = 5_000 // longer schedules are not looked at
	if s.f.Preemptions <= s.pauses() || len(s.acts) > most {
		return
	}
	ready := map[int]bool{}
	for i := range s.acts {
		a := &s.acts[i]
		switch {
		case a.kind == step.Spawn && a.note.starts >= 0:
			ready[a.note.starts] = true
		case a.kind == step.Clock:
			a.early = s.readyAt(i, ready)
		case a.G >= 0:
			ready[a.G] = !a.waits && a.kind != step.Exit
		}
		for _, g := range a.note.wakes {
			// Woken by the clock it was not ready when the clock moved.
			ready[g] = true
		}
	}
}

// readyAt is the first of the ready goroutines that did a step later, -1 if none did.
func (s *story) readyAt(i int, ready map[int]bool) int {
	found := -1
	for g, is := range ready {
		if is && (found < 0 || g < found) && s.steps(g, i) {
			found = g
		}
	}
	return found
}

// steps reports whether g did a step after the i-th act, and not a wait that it was in
// already.
func (s *story) steps(g, i int) bool {
	for j := i + 1; j < len(s.acts); j++ {
		if a := &s.acts[j]; a.G == g {
			return !a.derived
		}
	}
	return false
}

// rushed is what there is to say of time that moved early.
func (s *story) rushed() verdict.Text {
	for i := range s.acts {
		if a := &s.acts[i]; a.early >= 0 {
			return both("It takes time to pass (%s on the virtual clock) while %s could have run: on a busy machine that happens.",
				"%[2]s が実行可能なのに時間が経過する（仮想時刻 %[1]s）と起こります。混んでいるマシンでは実際に起こりえます。", duration(a.Now), gname(a.early))
		}
	}
	return verdict.Text{}
}
