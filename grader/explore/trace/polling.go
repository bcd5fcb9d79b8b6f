package trace

import (
	"racekit/grader/explore/step"
)

// polling explains a test that could go on only because time passed: somebody waits for a
// timer where it should wait for an event.
func (s *story) polling(e *Explanation) {
	for i := len(s.acts) - 1; i >= 0; i-- {
		if s.acts[i].kind != step.Clock {
			continue
		}
		for _, g := range s.acts[i].note.wakes {
			if a := s.before(g, i); a != nil {
				s.cast[g] = true
				e.look(a.at)
				e.Why = both("Nothing could go on until a timer fired, for which %[1]s waits at %[2]s.", "%[1]s が待つタイマー（%[2]s）が発火するまで、何も先に進めませんでした。", gname(g), brief(a.at))
				return
			}
		}
	}
}

// before is the last act of g before act i that has a place.
func (s *story) before(g, i int) *act {
	for i--; i >= 0; i-- {
		if a := &s.acts[i]; a.G == g && !a.derived && !a.at.IsZero() {
			return a
		}
	}
	return nil
}
