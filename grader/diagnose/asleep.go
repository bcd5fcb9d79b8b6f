package diagnose

import (
	"slices"
	"strconv"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
)

// asleep shows those for whom the clock had to move last, where they waited for that: as
// sleeping goroutines, which is what an execution shows of them. It is empty if the clock
// did not move.
func asleep(f outcome.Failure) string {
	for i := len(f.Events) - 1; i >= 0; i-- {
		if f.Events[i].Kind != step.Clock.String() {
			continue
		}
		if shown := sleepers(f, i); shown != "" {
			return shown
		}
	}
	return ""
}

// sleepers shows those whom the event wakes.
func sleepers(f outcome.Failure, event int) string {
	var out strings.Builder
	for part := range strings.SplitSeq(f.Events[event].Note, ", ") {
		number, ok := strings.CutPrefix(part, "wakes g")
		g, err := strconv.Atoi(number)
		if !ok || err != nil {
			continue
		}
		before := slices.DeleteFunc(slices.Clone(f.Events[:event]), func(e step.Event) bool { return e.G != g || len(e.Frames) == 0 })
		if len(before) == 0 {
			continue
		}
		out.WriteString("goroutine " + strconv.Itoa(g+1) + " [sleep]:\n" + frames(before[len(before)-1].Frames))
		for _, one := range f.Goroutines {
			if one.G == g {
				out.WriteString(created(one))
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}
