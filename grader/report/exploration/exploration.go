// Package exploration tells what an exploration found: to people as text, to programs as
// JSON, one object a line.
package exploration

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/trace"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Options say how to tell it.
type Options struct {
	Lang verdict.Lang
	// Width is that of the terminal, 0 if there is none.
	Width int
	Color bool
	// JSON prints objects instead of text.
	JSON bool
	// Verbose adds how each stage of the search went.
	Verbose bool
	// Progress is where long work shows how far it is. ProgressLive: it is a terminal.
	Progress     io.Writer
	ProgressLive bool
	// Program is what people type to run racekit.
	Program string
	// Dir is the working directory: places are relative to it.
	Dir string
}

// Handler listens to an exploration.
type Handler struct {
	out io.Writer
	opt Options
	err error

	tests, passed, failed, other int
	schedules                    int
	shown                        bool
	last                         *trace.Explanation
}

// New returns a handler that writes to out.
func New(out io.Writer, opt Options) *Handler {
	if opt.Program == "" {
		opt.Program = "racekit"
	}
	return &Handler{out: out, opt: opt}
}

// Failed is how many tests have a schedule that fails.
func (h *Handler) Failed() int { return h.failed }

// Trace is that of the last test as JSON, nil if there was none.
func (h *Handler) Trace() []byte {
	if h.last == nil {
		return nil
	}
	text, err := h.last.JSON()
	if err != nil {
		h.err = errors.Join(h.err, err)
	}
	return text
}

// say writes one text in the language that was asked for.
func (h *Handler) say(en, ja string, args ...any) {
	text := verdict.Text{En: fmt.Sprintf(en, args...), Ja: fmt.Sprintf(ja, args...)}
	h.print(text.In(h.opt.Lang) + "\n")
}

func (h *Handler) print(text string) {
	h.clear()
	if _, err := io.WriteString(h.out, text); err != nil {
		h.err = errors.Join(h.err, err)
	}
}

// object writes one JSON object.
func (h *Handler) object(v any) {
	line, err := json.Marshal(v)
	if err != nil {
		h.err = errors.Join(h.err, err)
		return
	}
	h.print(string(line) + "\n")
}

// clear takes the line of progress away.
func (h *Handler) clear() {
	if h.shown {
		h.shown = false
		fmt.Fprint(h.opt.Progress, "\r\x1b[K")
	}
}

// Loaded implements explore.Listener.
func (h *Handler) Loaded(l explore.Listing) {
	h.tests = len(l.Tests)
	if h.opt.JSON {
		h.object(map[string]any{"loaded": l})
		return
	}
	for _, s := range l.Skipped {
		h.say("skip  %s  %s:%d: not a test", "省略  %s  %s:%d: テストではありません", s.Name, h.relative(s.File), s.Line)
	}
	for _, r := range l.Refusals {
		if r.Guarded {
			continue // tests that come to it say so
		}
		h.say("REFUSED  %s:%d: %s: %s", "対象外  %s:%d: %s: %s", h.relative(r.File), r.Line, r.What, r.Why)
	}
}

// Progress implements explore.Listener.
func (h *Handler) Progress(p outcome.Progress) {
	if h.opt.Progress == nil || !h.opt.ProgressLive {
		return
	}
	h.shown = true
	fmt.Fprintf(h.opt.Progress, "\r\x1b[K%s  %d  (%s)", p.Test, p.Schedules, p.Stage)
}

// Test implements explore.Listener.
func (h *Handler) Test(t explore.Test, res outcome.Test, token string) {
	h.schedules += res.Coverage.Schedules
	e := trace.Explain(res, trace.Options{Source: trace.SourceFunc(os.ReadFile), Roots: h.roots(t)})
	h.last = e
	switch {
	case res.Failure != nil:
		h.failed++
	case res.Refused != nil, res.Skipped != "":
		h.other++
	default:
		h.passed++
	}
	if h.opt.JSON {
		h.object(map[string]any{"test": map[string]any{
			"name": t.Name, "file": t.File, "line": t.Line, "result": summary(res), "explanation": e, "token": token,
		}})
		return
	}
	h.text(t, res, e, token)
}

// roots are the folders whose code is the user's.
func (h *Handler) roots(t explore.Test) []string {
	roots := []string{h.opt.Dir}
	if dir := filepath.Dir(t.File); dir != h.opt.Dir {
		roots = append(roots, dir)
	}
	return roots
}

// summary is a result without the events, which the explanation has.
func summary(res outcome.Test) outcome.Test {
	if res.Failure != nil {
		f := *res.Failure
		f.Events, f.Goroutines, f.Objects, f.RaceReport = nil, nil, nil, ""
		res.Failure = &f
	}
	return res
}

func (h *Handler) text(t explore.Test, res outcome.Test, e *trace.Explanation, token string) {
	took := time.Duration(res.Elapsed).Round(100 * time.Millisecond)
	switch {
	case res.Refused != nil:
		h.say("REFUSED  %s  %s at %s%s: it cannot be controlled", "対象外  %s  %s（%s）%s: 制御できません",
			t.Func, res.Refused.What, h.relative(res.Refused.Where), state(res.Refused.State))
	case res.Skipped != "":
		h.say("skip  %s  %s", "省略  %s  %s", t.Func, term.Clean(res.Skipped))
	case res.Failure == nil:
		h.say("PASS  %s  %s (%s)", "合格  %s  %s（%s）", t.Func, trace.Covered(res.Coverage).In(h.opt.Lang), took)
	default:
		replay := ""
		if token != "" {
			replay = h.opt.Program + " replay " + token
		}
		h.print("\n" + e.Text(h.opt.Lang, trace.TextOptions{Width: h.opt.Width, Color: h.opt.Color, Replay: replay}))
	}
	if h.opt.Verbose {
		h.stages(res.Coverage)
	}
}

func state(s string) string {
	if s == "" {
		return ""
	}
	return " [" + s + "]"
}

func (h *Handler) stages(c outcome.Coverage) {
	for _, s := range c.Stages {
		done := ""
		if s.Complete {
			done = ", complete"
		}
		h.print(fmt.Sprintf("      %-10s %2d  %8d schedules, %d pruned%s\n", s.Name, s.Bound, s.Schedules, s.Pruned, done))
	}
}

// Close ends the report.
func (h *Handler) Close() error {
	if h.opt.JSON {
		h.object(map[string]any{"summary": map[string]int{"tests": h.tests, "passed": h.passed, "failed": h.failed, "schedules": h.schedules}})
		return h.err
	}
	if h.tests > 0 {
		h.say("%d of %d tests pass, %d schedules in all", "%d/%d 件のテストが合格（スケジュール数 %d）", h.passed, h.tests, h.schedules)
	}
	return h.err
}

func (h *Handler) relative(path string) string {
	if rel, err := filepath.Rel(h.opt.Dir, path); err == nil && filepath.IsAbs(path) && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}
