package trace

import (
	"strings"

	"racekit/grader/explain"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/stack"
	"racekit/grader/verdict"
)

// panicked explains a panic by what the runtime said and what led to it.
func (s *story) panicked(e *Explanation) {
	line, _, _ := strings.Cut(strings.TrimSpace(term.Clean(s.f.Panic)), "\n")
	line = strings.TrimPrefix(term.Line(line), "panic: ")
	e.Title = titled(outcome.Panic, same(line))
	if line == "" {
		e.Title = classText(outcome.Panic)
	}
	e.Why = panicWhy(line)
	g := s.f.Goroutine
	s.cast[g] = true
	at := s.panicPlace()
	last := s.lastActing(g, line, at)
	if !at.IsZero() {
		e.look(at)
	} else if last >= 0 {
		e.look(s.acts[last].at)
	}
	if len(e.Where) > 0 {
		e.Facts = append(e.Facts, text(gname(g)+" panics"+atEn(e.Where[0])+".", gname(g)+" が"+atJa(e.Where[0])+"パニックを起こしました。"))
	}
	if last < 0 {
		return
	}
	if end := s.lastOf(g, len(s.acts)); s.acts[last].waits && s.acts[end].kind == step.Exit {
		last = end
	}
	s.marks[last] = both("panic: %s", "パニック: %s", line)
	if o := s.acts[last].Object; o != 0 && strings.Contains(line, "clos") {
		s.focus[o] = true
		s.watch = append(s.watch, o)
		s.closer(e, o, last)
	}
}

// closer says who had closed the channel before the act that panicked.
func (s *story) closer(e *Explanation, o, last int) {
	for i := last - 1; i >= 0; i-- {
		if c := &s.acts[i]; c.Object == o && c.kind == step.ChanClose {
			e.Facts = append(e.Facts, text(gname(c.G)+" had closed "+s.names[o]+atEn(c.at)+".", gname(c.G)+" が、それより前に"+atJa(c.at)+" "+s.names[o]+" をクローズしていました。"))
			e.look(c.at)
			return
		}
	}
}

// lastActing is the act of g that panicked: the last that the message can be about, or
// else the last on the line of the panic, or else the last that is neither derived nor its
// end. Deferred calls may come after it.
func (s *story) lastActing(g int, line string, at verdict.Place) int {
	onLine, any := -1, -1
	for i := len(s.acts) - 1; i >= 0; i-- {
		a := &s.acts[i]
		if a.G != g || a.derived || a.kind == step.Exit || a.kind == step.Start {
			continue
		}
		switch {
		case about(line, a.kind):
			return i
		case onLine < 0 && a.at == at:
			onLine = i
		case any < 0:
			any = i
		}
	}
	if onLine >= 0 {
		return onLine
	}
	return any
}

// about reports whether a message of the runtime is about steps of kind k.
func about(line string, k step.Kind) bool {
	switch {
	case strings.HasPrefix(line, "close of"):
		return k == step.ChanClose
	case strings.HasPrefix(line, "send on closed"):
		return k == step.ChanSend || k == step.Select
	case strings.Contains(line, "negative WaitGroup"):
		return k == step.GroupAdd
	case strings.Contains(line, "unlock of unlocked"):
		return k == step.Unlock
	case strings.Contains(line, "RUnlock of unlocked"):
		return k == step.RUnlock
	}
	return false
}

// panicWhy is the reason for a panic, in the words that the kit has for it everywhere.
func panicWhy(line string) verdict.Text { return explain.Panic(line).Why }

// panicPlace is the user's innermost line of the stack of a panic.
func (s *story) panicPlace() verdict.Place {
	lines := strings.Split(s.f.Stack, "\n")
	var frames []step.Frame
	for i := 0; i+1 < len(lines); i++ {
		if f, ok := stack.ParseFrame(lines[i], lines[i+1]); ok && strings.HasPrefix(lines[i+1], "\t") {
			frames = append(frames, step.Frame{Func: f.Func, File: f.File, Line: f.Line})
			i++
		}
	}
	for _, f := range frames {
		if _, ok := s.find.relative(f.File); ok {
			at, _ := s.find.at([]step.Frame{f})
			return at
		}
	}
	return verdict.Place{}
}
