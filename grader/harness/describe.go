package harness

import (
	"fmt"
	"path"
	"strings"

	"racekit/grader/record"
	"racekit/grader/stack"
)

// describe says in plain words what was not right, for the output of a plain "go
// test". The grader says it better.
func describe(e record.End) string {
	var says []string
	if e.Panic != nil {
		says = append(says, fmt.Sprintf("panic: %s\n\n%s", e.Panic.Value, e.Panic.Stack))
	}
	if e.Races > 0 {
		says = append(says, fmt.Sprintf("data race: %d reported above", e.Races))
	}
	if e.Stuck != nil {
		says = append(says, fmt.Sprintf("%s\n%s", stuckWords(*e.Stuck), brief(e.Stuck.Dump)))
	}
	if e.Left != "" {
		says = append(says, "goroutine leak: "+e.Left)
	}
	if len(e.Wrong) > 0 {
		says = append(says, "wrong result:\n\t"+strings.Join(e.Wrong, "\n\t"))
	}
	for _, s := range e.Slow {
		says = append(says, slowWords(s)+"\n"+brief(s.Dump))
	}
	return strings.Join(says, "\n")
}

// brief is a dump in a line for each goroutine of the exercise: what it does, and the
// innermost lines outside of the standard library and the harness.
func brief(dump string) string {
	const most = 8
	gs, _ := stack.Parse(dump)
	var lines []string
	for _, g := range gs {
		var at []string
		for _, f := range g.Frames {
			if strings.Contains(f.Func, "/exercises/") || strings.Contains(f.Func, "/solutions/") {
				at = append(at, fmt.Sprintf("%s:%d", path.Base(f.File), f.Line))
			}
		}
		if len(at) > 0 {
			lines = append(lines, fmt.Sprintf("\tgoroutine %d [%s] at %s", g.ID, g.State, strings.Join(at[:min(len(at), 3)], ", called at ")))
		}
	}
	if len(lines) > most {
		lines = append(lines[:most], fmt.Sprintf("\tand %d more", len(lines)-most))
	}
	return strings.Join(lines, "\n")
}

func stuckWords(s record.Stuck) string {
	switch {
	case s.Kind == record.StuckDeadlock:
		return "deadlock: the test can never go on"
	case s.Kind == record.StuckGoroutines:
		return "out of memory: more goroutines than can be followed"
	case s.Kind == record.StuckMemory:
		return "out of memory: the process is over its bound"
	case s.Polling:
		return "hang: goroutines keep running or sleeping where they should wait"
	}
	return "hang: still running when its time was used up"
}

func slowWords(s record.Slow) string {
	switch s.Kind {
	case record.SlowWitness:
		return fmt.Sprintf("too slow: at most %d of %d in flight", s.Got, s.Want)
	case record.SlowIndependent:
		return "too slow: the second cannot finish before the first goes on"
	}
	return fmt.Sprintf("too slow: took about %d units, bound %d", s.Got, s.Want)
}
