package diagnose

import (
	"racekit/grader/explore/step"
	"racekit/grader/racereport"
)

// namesIn are the names, by number, that the goroutines of a race have already: "main", and
// those of the two accesses in the schedule that is shown, if they are the two that race
// there. The numbers of the race detector are others than those of the schedule.
func (s Subject) namesIn(r racereport.Report) map[int]string {
	names := map[int]string{0: "main"}
	if s.shownIn == nil {
		return names
	}
	first, second, ok := s.shownIn.Racing()
	if !ok {
		return names
	}
	for _, pair := range [][2]step.Event{{second, first}, {first, second}} {
		if s.at(r.Accesses[0], pair[0]) && s.at(r.Accesses[1], pair[1]) {
			names[r.Accesses[0].Goroutine] = nth(pair[0].G)
			names[r.Accesses[1].Goroutine] = nth(pair[1].G)
			break
		}
	}
	return names
}

// at reports whether an access was made at the place of an event.
func (s Subject) at(a racereport.Access, e step.Event) bool {
	return len(a.Frames) > 0 && len(e.Frames) > 0 && s.accessed(a.Frames) == s.accessed(calls(e))
}
