package sched

import (
	"runtime"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
)

// mostWrong is how many failed assertions of one schedule are kept: the first tell the story.
const mostWrong = 16

// ReportFrom is Report for a caller who knows better where it comes from: m has the text
// and the calls, innermost first. Of wrong results, only the first few of a schedule are
// kept.
//
//go:noinline
func ReportFrom(class outcome.Class, m outcome.Message) {
	s := &the
	if s.cur == nil || s.cur.dying {
		return
	}
	if class == outcome.Wrong && Reported(class) >= mostWrong {
		return
	}
	const deep = 8
	s.note("reports: " + clip(m.Text, 60))
	m.Text, m.Goroutine, m.Frames = clip(withoutOwnCalls(m.Text), mostText), int(s.cur.id), m.Frames[:min(len(m.Frames), deep)]
	s.res.Reports = append(s.res.Reports, Complaint{class, m})
}

// Reported is how many things of this class were reported in the running schedule.
//
//go:noinline
func Reported(class outcome.Class) int {
	n := 0
	for i := range the.res.Reports {
		if the.res.Reports[i].Class == class {
			n++
		}
	}
	return n
}

// Stack is where the running goroutine stands, for Frames.
//
//go:noinline
func Stack() []uintptr {
	var pcs [64]uintptr
	n := runtime.Callers(2, pcs[:])
	return append([]uintptr(nil), pcs[:n]...)
}

// Frames turns a Stack into the calls of it that are the program's own, innermost first.
//
//go:noinline
func Frames(stack []uintptr) []step.Frame {
	if len(stack) == 0 {
		return nil
	}
	var out []step.Frame
	frames := runtime.CallersFrames(stack)
	for {
		f, more := frames.Next()
		if f.Function != "" && !explorers(f.Function) {
			out = append(out, step.Frame{Func: f.Function, File: f.File, Line: f.Line})
		}
		if !more {
			return out
		}
	}
}

// explorers reports whether a function is the explorer's or the runtime's. External test
// packages and what lies under testdata are programs like any other.
func explorers(name string) bool {
	if strings.HasPrefix(name, "runtime.") {
		return true
	}
	return strings.HasPrefix(name, own) && !strings.Contains(name, "/testdata/") && !strings.Contains(name, "_test.")
}

// withoutOwnCalls drops the explorer's and the runtime's lines from the trace that testify
// puts into its messages.
func withoutOwnCalls(text string) string {
	if !strings.Contains(text, "Error Trace:") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.Contains(line, "Error Trace:") || !strings.Contains(line, "/explore/sched/") &&
			!strings.Contains(line, "/explore/shim/") && !strings.Contains(line, "/src/runtime/") {
			b.WriteString(line)
		}
	}
	return b.String()
}
