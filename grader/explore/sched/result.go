package sched

import (
	"fmt"
	"runtime/debug"
	"strings"

	"racekit/grader/explore/step"
)

// Result is what one schedule showed. Several things may be wrong at once.
type Result struct {
	Steps       int
	Preemptions int
	Goroutines  int
	// Choices is how often there was something to choose.
	Choices int
	// Now is virtual time at the end, in nanoseconds. Early: the clock moved while
	// goroutines could run, so that it bounds nothing. Waited is how often it moved
	// because nobody could.
	Now    int64
	Early  bool
	Waited int
	// MainDone: the body returned. Cut: the bound of steps was reached, Ticked: that of the
	// clock. Pruned: the search abandoned the schedule.
	MainDone, Cut, Ticked, Pruned bool
	// Fair: somebody gave up the turn, so that schedules in which nobody else came for
	// longer are none of those that can be chosen (see the package comment).
	Fair bool
	// Pending is how many timers had not fired. Endless: they start each other for ever, as
	// far as Options.Tail shows.
	Pending int
	Endless bool
	// Panic ended the schedule.
	Panic *Panic
	// Stuck are goroutines that can never go on, or did not for a long time if Cut.
	Stuck []Blocked
	// Running are those that could go on when the schedule ended, or did shortly before.
	Running []int
	// Refused names what cannot be controlled and was used.
	Refused *Refusal
	// PullsOpen counts iter.Pull sequences that were never stopped.
	PullsOpen int
	// Reports are what the test says is wrong, Logs what it logged. Skipped is why it did
	// not want to run.
	Reports []Complaint
	Logs    []string
	Skipped string
	// Races is how many data races the detector has reported in this process.
	Races int
	// Pair are two accesses that nothing orders, where plain variables were followed.
	Pair *Pair
	// Hash is a signature of the schedule: equal choices must give an equal one.
	Hash uint64
	// Recording is there if it was asked for.
	Recording *Recording
}

// mostText bounds the text of a panic or a report, in bytes: it is in a record, which is
// bounded too.
const mostText = 64 << 10

// Panic is a panic that nobody recovered.
type Panic struct {
	G     int
	Value string
	Stack string
}

// Blocked is a goroutine that cannot go on.
type Blocked struct {
	G    int
	Kind step.Kind
	// Object is what it waits for, 0 if nothing can help.
	Object int
	Since  int
}

// Refusal is a use of something that cannot be controlled.
type Refusal struct{ What, Where string }

// judge says what the end of the schedule shows.
func (s *scheduler) judge() {
	s.res.Hash = s.signature()
	if s.res.Pruned || s.res.Panic != nil || s.res.Refused != nil {
		return
	}
	for _, g := range s.live {
		if g.background && s.res.MainDone {
			continue
		}
		stands := g.blocked || g.gate != nil && !g.gate.Open(g.kind)
		long := !s.res.Cut && s.fired < s.opt.Timers || g.since < s.steps/2 || s.fired-g.rung > s.opt.Timers/2
		switch {
		case stands && !g.sleeping && long:
			b := Blocked{G: int(g.id), Kind: g.kind, Since: g.since}
			if g.obj != nil {
				b.Object = int(g.obj.number(s))
			}
			s.res.Stuck = append(s.res.Stuck, b)
		default:
			s.res.Running = append(s.res.Running, int(g.id))
		}
	}
}

// panicked takes a panic down and ends the schedule.
func (s *scheduler) panicked(g *G, v any) {
	if g.dying || s.over {
		return
	}
	s.over = true
	stack := string(debug.Stack())
	if _, after, ok := strings.Cut(stack, "\npanic("); ok {
		stack = "panic(" + after
	}
	s.res.Panic = &Panic{G: int(g.id), Value: clip(panicText(v), mostText), Stack: stack}
}

// panicText is what the runtime prints of a panic's value. The methods of the value are
// the program's own, and the schedule is over: they run on no goroutine of it.
func panicText(v any) (text string) {
	s := &the
	old := s.cur
	s.cur = nil
	defer func() {
		s.cur = old
		if x := recover(); x != nil {
			text = fmt.Sprintf("%T, of which the text panics", v)
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	}
	return fmt.Sprint(v)
}

// Uncontrolled ends the exploration: the program uses what the scheduler cannot control.
//
//go:noinline
func Uncontrolled(what, where string) {
	s := &the
	if s.cur == nil || s.cur.dying {
		return
	}
	s.res.Refused = &Refusal{what, where}
	s.halt(s.cur)
}

// Steps is how many steps the running schedule had: whoever watches the process sees
// from it whether there is progress.
func Steps() int { return the.steps + int(the.serial)<<20 }

// Fatal is the runtime's fatal error: it ends the program, and no recover helps.
//
//go:noinline
func Fatal(text string) {
	s := &the
	g := s.cur
	if g == nil || g.dying {
		return
	}
	s.panicked(g, plainError("fatal error: "+text))
	s.halt(g)
}
