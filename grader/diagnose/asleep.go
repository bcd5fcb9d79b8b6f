package diagnose

import (
	"slices"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
)

// asleep shows those for whom the clock had to move last, where they waited for that: as
// sleeping goroutines, which is what an execution shows of them. It is empty if the clock
// did not move.
func asleep(f outcome.Failure) string {
	for i, e := range slices.Backward(f.Events) {
		if e.Kind != step.Clock.String() {
			continue
		}
		slept := outcome.Failure{Goroutines: sleepers(f.Goroutines, f.Events[:i], e)}
		if len(slept.Goroutines) > 0 {
			return dump(slept, everybody(slept))
		}
	}
	return ""
}

// sleepers are the goroutines that the clock wakes, as they were before.
func sleepers(all []step.Goroutine, before []step.Event, clock step.Event) []step.Goroutine {
	var woken []int
	for part := range strings.SplitSeq(clock.Note, ", ") {
		if g, ok := step.WokenBy(part); ok {
			woken = append(woken, g)
		}
	}
	var found []step.Goroutine
	for _, g := range all {
		if !slices.Contains(woken, g.G) {
			continue
		}
		for _, e := range slices.Backward(before) {
			if e.G == g.G && len(e.Frames) > 0 {
				g.State, g.Frames = "sleep", e.Frames
				found = append(found, g)
				break
			}
		}
	}
	return found
}
