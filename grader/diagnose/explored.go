package diagnose

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/record"
	"racekit/grader/stack"
	"racekit/grader/verdict"
)

// Explored diagnoses a schedule that an exploration found to fail. It says the same of it
// as of an execution that showed as much.
func (s Subject) Explored(test catalog.Test, f outcome.Failure) Result {
	var end record.End
	if len(f.Events) > 0 {
		s.shownIn = &f
	}
	for _, class := range append([]outcome.Class{f.Class}, f.Also...) {
		s.observe(&end, class, f)
	}
	r := s.End(test, end, raceReport(f))
	if r.Finding == nil {
		// It is of a class that no execution shows: the process was ended in the test.
		s.shownIn = nil
		stuck := record.End{Stuck: &record.Stuck{Kind: record.StuckHang, Dump: f.Stack}}
		if f.Class == outcome.Memory {
			stuck.Stuck.Kind = record.StuckMemory
		}
		r = s.End(test, stuck, "")
	}
	r.Foreign, r.Timed = false, false
	return r
}

// observe adds what a failure of a class is as an observation of an execution.
func (s Subject) observe(end *record.End, class outcome.Class, f outcome.Failure) {
	switch class {
	case outcome.Panic:
		end.Panic = &record.Panic{Value: strings.TrimPrefix(f.Panic, "fatal error: "), Stack: panicStack(f)}
	case outcome.Race:
		end.Races = 1
	case outcome.Deadlock:
		end.Stuck = &record.Stuck{Kind: record.StuckDeadlock, Dump: dump(f, f.Stuck)}
	case outcome.Livelock:
		end.Stuck = &record.Stuck{Kind: record.StuckHang, Dump: dump(f, everybody(f))}
	case outcome.Hang:
		end.Stuck = &record.Stuck{Kind: record.StuckHang, Polling: true, Dump: cmp.Or(asleep(f), dump(f, everybody(f)))}
	case outcome.Leak:
		end.Left = left(f)
	case outcome.Wrong:
		for _, m := range f.Messages {
			end.Wrong = append(end.Wrong, placed(m))
		}
	case outcome.Slow:
		end.Slow = append(end.Slow, s.tooSlow(f))
	}
}

// placed is a message with its place, as the harness says it.
func placed(m outcome.Message) string {
	text := strings.TrimSpace(m.Text)
	if len(m.Frames) == 0 {
		return text
	}
	return fmt.Sprintf("%s:%d: %s", path.Base(m.Frames[0].File), m.Frames[0].Line, text)
}

// tooSlow is the demand that was not met.
func (s Subject) tooSlow(f outcome.Failure) record.Slow {
	slow := record.Slow{Kind: record.SlowIndependent, Exact: true, Dump: dump(f, everybody(f))}
	for _, m := range f.Messages {
		if d := m.Demand; d != nil {
			slow.Kind, slow.Got, slow.Want = record.SlowKind(d.Kind), d.Got, d.Want
		}
	}
	if slow.Kind == record.SlowSteps {
		slow.Dump = s.busiest(f)
	}
	return slow
}

// busiest shows the step that a schedule takes most often in the learner's lines, as a
// goroutine that is there.
func (s Subject) busiest(f outcome.Failure) string {
	var best []step.Frame
	most := 0
	times := map[verdict.Place]int{}
	for _, e := range f.Events {
		fs := calls(e)
		if !s.inLearner(fs) {
			continue
		}
		p := s.innermost(fs)
		if times[p]++; times[p] > most {
			most, best = times[p], e.Frames
		}
	}
	if best == nil {
		return ""
	}
	return "goroutine 1 [running]:\n" + frames(best) + "\n"
}

// calls are the frames of an event as those of a dump.
func calls(e step.Event) []stack.Frame {
	var all []stack.Frame
	for _, f := range e.Frames {
		all = append(all, stack.Frame(f))
	}
	return all
}

// raceReport is what the race detector printed of a schedule, or would have printed had it
// not forgotten one of the accesses.
func raceReport(f outcome.Failure) string {
	one, two, known := f.Racing()
	if f.RaceReport != "" || !known {
		return f.RaceReport
	}
	var out strings.Builder
	out.WriteString("==================\nWARNING: DATA RACE\n")
	for i, e := range []step.Event{two, one} {
		what := "read"
		if e.Kind == step.MemWrite.String() || e.Kind == step.MapWrite.String() {
			what = "write"
		}
		what = []string{strings.ToUpper(what[:1]) + what[1:], "Previous " + what}[i]
		fmt.Fprintf(&out, "%s at 0x%012x by goroutine %d:\n%s\n", what, e.Object, e.G+1, indented(e.Frames))
	}
	for _, e := range []step.Event{two, one} {
		for _, g := range f.Goroutines {
			if g.G == e.G && len(g.Spawned) > 0 {
				fmt.Fprintf(&out, "Goroutine %d (running) created at:\n%s\n", g.G+1, indented(g.Spawned))
			}
		}
	}
	out.WriteString("==================\n")
	return out.String()
}

// indented are frames as the race detector prints them.
func indented(fs []step.Frame) string {
	var out strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&out, "  %s()\n      %s:%d +0x1\n", f.Func, f.File, f.Line)
	}
	return out.String()
}

// panicStack is the stack of a panic as the runtime prints it, with a heading.
func panicStack(f outcome.Failure) string {
	return fmt.Sprintf("goroutine %d [running]:\n%s", f.Goroutine+1, f.Stack)
}

func everybody(f outcome.Failure) []int {
	var all []int
	for _, g := range f.Goroutines {
		if g.State != "done" {
			all = append(all, g.G)
		}
	}
	return all
}

// states are the runtime's words for what goroutines wait for.
var states = map[string]string{
	"chan send": "chan send", "chan receive": "chan receive", "select": "select", "Lock": "sync.Mutex.Lock",
	"RLock": "sync.RWMutex.RLock", "Wait": "sync.WaitGroup.Wait", "cond Wait": "sync.Cond.Wait", "sleep": "sleep",
}

// state is the runtime's word for the state of a goroutine.
func state(f outcome.Failure, g step.Goroutine) string {
	word, ok := states[g.State]
	if !ok {
		return "runnable"
	}
	for _, o := range f.Objects {
		if o.ID == g.Object && o.Kind == "RWMutex" && g.State == "Lock" {
			return "sync.RWMutex.Lock"
		}
	}
	return word
}

// dump shows goroutines as the runtime does.
func dump(f outcome.Failure, which []int) string {
	var out strings.Builder
	for _, g := range f.Goroutines {
		if !slices.Contains(which, g.G) {
			continue
		}
		fmt.Fprintf(&out, "goroutine %d [%s]:\n%s", g.G+1, state(f, g), frames(g.Frames))
		if g.G == 0 {
			out.WriteString(bodyFunc + "(...)\n\tcheck.go:1 +0x1\n")
		}
		out.WriteString(created(g))
		out.WriteString("\n")
	}
	return out.String()
}

// created is the go statement of a goroutine, as the runtime prints it.
func created(g step.Goroutine) string {
	if len(g.Spawned) == 0 {
		return ""
	}
	at := g.Spawned[0]
	return fmt.Sprintf("created by %s in goroutine %d\n\t%s:%d +0x1\n", at.Func, g.Parent+1, at.File, at.Line)
}

func frames(fs []step.Frame) string {
	var out strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&out, "%s(...)\n\t%s:%d +0x1\n", f.Func, f.File, f.Line)
	}
	return out.String()
}

// left says which goroutines were left behind, as goleak does.
func left(f outcome.Failure) string {
	var out strings.Builder
	out.WriteString("found unexpected goroutines:\n")
	open := "["
	for _, g := range f.Goroutines {
		if !slices.Contains(f.Stuck, g.G) && !slices.Contains(f.Running, g.G) {
			continue
		}
		top := ""
		if len(g.Frames) > 0 {
			top = g.Frames[0].Func
		}
		fmt.Fprintf(&out, "%sGoroutine %d in state %s, with %s on top of the stack:\n%s", open, g.G+1, state(f, g), top, frames(g.Frames))
		open = " "
		out.WriteString(created(g))
	}
	out.WriteString("]\n")
	return out.String()
}
