package exploration

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
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
	// Width is that of the terminal; 0: there is none, and DefaultWidth is used.
	Width int
	Color bool
	// JSON prints objects instead of text.
	JSON bool
	// Verbose adds how each stage of the search went, and what is not run.
	Verbose bool
	// Progress is where long work shows how far it is, nil for nowhere. ProgressWidth is the
	// width of the terminal that it is, 0 if it is none.
	Progress      io.Writer
	ProgressWidth int
	// Replay is the command that a token is given to.
	Replay string
	// Dir is the working directory: places are relative to it.
	Dir string
	// Token: it is the schedule of a token that is replayed.
	Token bool
	// Race and Plan are how it is explored.
	Race bool
	Plan outcome.Plan
}

// DefaultWidth is that of text that is written to no terminal.
const DefaultWidth = 100

// Handler listens to an exploration. It tells of tests in the order in which they were
// listed, whichever is done first.
type Handler struct {
	out   io.Writer
	opt   Options
	paint term.Palette
	err   error

	// names are those of the tests that were not told of yet; ready tell of those that are
	// done. many: the tests are of several packages.
	names []string
	ready map[string]func()
	many  bool
	// loaded: Loaded was called. replayed: one schedule is executed, and nothing searched.
	loaded, replayed bool

	count Summary
	live  bool
	// gap: the last line is empty.
	gap  bool
	last *trace.Explanation
}

// New returns a handler that writes to out.
func New(out io.Writer, opt Options) *Handler {
	if opt.Replay == "" {
		opt.Replay = "racekit replay"
	}
	if opt.Width == 0 {
		opt.Width = DefaultWidth
	}
	return &Handler{out: out, opt: opt, paint: term.Palette{Color: opt.Color}, ready: map[string]func(){}}
}

// Failed is how many tests have a schedule that fails.
func (h *Handler) Failed() int { return h.count.Failed }

// Trace is that of the last test as JSON, nil if there was none.
func (h *Handler) Trace() ([]byte, error) {
	if h.last == nil {
		return nil, nil
	}
	return h.last.JSON()
}

// say writes one text in the language that was asked for, with a hanging indent.
func (h *Handler) say(paint func(string) string, t verdict.Text) {
	for _, line := range term.Indent(t.In(h.opt.Lang), h.opt.Width, "", "      ") {
		if paint != nil {
			line = paint(line)
		}
		h.print(line + "\n")
	}
}

func text(en, ja string, args ...any) verdict.Text {
	return verdict.Text{En: fmt.Sprintf(en, args...), Ja: fmt.Sprintf(ja, args...)}
}

func (h *Handler) print(s string) {
	h.clear()
	if h.err != nil {
		return // it will not get better
	}
	_, h.err = io.WriteString(h.out, s)
}

// object writes one JSON object.
func (h *Handler) object(r Record) {
	line, err := json.Marshal(r)
	if err != nil {
		h.err = errors.Join(h.err, fmt.Errorf("encoding a record: %w", err))
		return
	}
	h.print(string(line) + "\n")
}

// Building says that packages are rewritten and built, which may take a while.
func (h *Handler) Building() {
	h.doing(text("rewriting and building", "コードを変換してビルドしています"), true)
}

// Progress implements explore.Listener.
func (h *Handler) Progress(p outcome.Progress) {
	done := h.count.Passed + h.count.Failed + h.count.Skipped + h.count.Refused
	h.doing(text("%d of %d tests done; %s: %d schedules", "%d/%d 件のテストが完了。%s: スケジュール %d",
		done, h.count.Tests, p.Test[strings.LastIndexByte(p.Test, '.')+1:], p.Schedules), false)
}

// doing shows how far it is: on a terminal over what was shown before, elsewhere once for
// each phase.
func (h *Handler) doing(t verdict.Text, phase bool) {
	if h.opt.Progress == nil || h.opt.ProgressWidth == 0 && !phase {
		return
	}
	line := t.In(h.opt.Lang)
	if h.opt.ProgressWidth == 0 {
		fmt.Fprintln(h.opt.Progress, line)
		return
	}
	h.clear()
	h.live = true
	fmt.Fprint(h.opt.Progress, "\r"+term.Cut(term.Line(line), h.opt.ProgressWidth-1))
}

// clear takes the line of progress away, without escapes: a terminal may know none.
func (h *Handler) clear() {
	if h.live {
		h.live = false
		fmt.Fprint(h.opt.Progress, "\r"+strings.Repeat(" ", h.opt.ProgressWidth-1)+"\r")
	}
}

// Loaded implements explore.Listener.
func (h *Handler) Loaded(l explore.Listing) {
	if len(l.Tests)+len(l.Refusals) == 0 {
		return // the error will say so
	}
	h.loaded = true
	h.count.Tests = len(l.Tests)
	for _, t := range l.Tests {
		h.names = append(h.names, t.Name)
		h.many = h.many || t.Package != l.Tests[0].Package
	}
	h.replayed = h.opt.Token && !l.Changed
	if h.opt.JSON {
		h.object(Record{Start: startOf(l, h.opt)})
		return
	}
	if l.Changed {
		h.say(h.paint.Warn, text("note  The code has changed since this token was printed, so that its schedule means nothing any more: searching again.",
			"注  このトークンが出力された後にコードが変更されているため、そのスケジュールはもう意味を持ちません。もう一度探索します。"))
	}
	if !h.opt.Token {
		h.notRun(l)
	}
	for _, r := range l.Refusals {
		if r.Guarded {
			continue // tests that come to it say so
		}
		h.say(h.paint.Warn, text("REFUSED  %s:%d: %s: %s", "対象外  %s:%d: %s: %s", h.relative(r.File), r.Line, r.What, r.Why))
	}
}

// notRun says what is there and is no test. TestMain is named in any case: the tests may
// count on what it does.
func (h *Handler) notRun(l explore.Listing) {
	others := 0
	for _, s := range l.Skipped {
		switch {
		case s.Name == "TestMain":
			h.say(h.paint.Faint, text("note  %s:%d: TestMain is not run: each schedule is of one test on its own", "注  %s:%d: TestMain は実行しません。スケジュールごとに1つのテストだけを実行します", h.relative(s.File), s.Line))
		case h.opt.Verbose:
			h.say(h.paint.Faint, text("note  %s:%d: %s is no test and is not run", "注  %s:%d: %s はテストではないため実行しません", h.relative(s.File), s.Line, s.Name))
		default:
			others++
		}
	}
	if others > 0 {
		h.say(h.paint.Faint, text("note  benchmarks, examples and fuzz tests are not run: %d (-v lists them)", "注  ベンチマーク、例、ファズテストは実行しません: %d件（-v で一覧表示）", others))
	}
}

// Test implements explore.Listener.
func (h *Handler) Test(t explore.Test, res outcome.Test, token string) {
	h.count.Schedules += res.Coverage.Schedules
	switch {
	case res.Failure != nil:
		h.count.Failed++
	case res.Refused != nil:
		h.count.Refused++
	case res.Skipped != "":
		h.count.Skipped++
	default:
		h.count.Passed++
	}
	h.ready[t.Name] = func() { h.tell(t, res, token) }
	for len(h.names) > 0 && h.ready[h.names[0]] != nil {
		h.next()
	}
}

// next tells of the next test, if it is done.
func (h *Handler) next() {
	if tell := h.ready[h.names[0]]; tell != nil {
		tell()
	}
	h.names = h.names[1:]
}

func (h *Handler) tell(t explore.Test, res outcome.Test, token string) {
	e := trace.Explain(res, trace.Options{Source: trace.SourceFunc(os.ReadFile), Roots: h.roots(t)})
	h.last = e
	if h.opt.JSON {
		h.object(Record{Test: testOf(t, res, e, token)})
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

func (h *Handler) text(t explore.Test, res outcome.Test, e *trace.Explanation, token string) {
	name := t.Func
	if h.many {
		name = t.Name
	}
	switch {
	case res.Refused != nil:
		h.say(h.paint.Warn, text("REFUSED  %s  %s at %s%s: it cannot be controlled", "対象外  %s  %s（%s）%s: 制御できません",
			name, res.Refused.What, h.relative(res.Refused.Where), state(res.Refused.State)))
	case res.Skipped != "":
		h.say(h.paint.Faint, text("skip  %s  %s", "省略  %s  %s", name, term.Line(res.Skipped)))
	case res.Failure == nil:
		h.pass(name, res)
	default:
		if !h.gap {
			h.print("\n")
		}
		if h.many {
			h.say(h.paint.Faint, text("in %s:", "%s:", t.Package))
		}
		replay := ""
		if token != "" {
			replay = h.opt.Replay + " " + term.Shell(token)
		}
		h.print(e.Text(h.opt.Lang, trace.TextOptions{Width: h.opt.Width, Color: h.opt.Color, Replay: replay}))
	}
	if h.opt.Verbose {
		h.stages(res.Coverage)
	}
	if h.gap = res.Failure != nil; h.gap {
		h.print("\n")
	}
}

// pass says what a pass rests on.
func (h *Handler) pass(name string, res outcome.Test) {
	if h.replayed {
		h.say(h.paint.Good, text("PASS  %s  this schedule does not fail", "合格  %s  このスケジュールは失敗しません", name))
		return
	}
	covered, took := trace.Covered(res.Coverage), time.Duration(res.Elapsed).Round(100*time.Millisecond)
	h.say(h.paint.Good, verdict.Text{
		En: fmt.Sprintf("PASS  %s  %s (%s)", name, covered.En, took), Ja: fmt.Sprintf("合格  %s  %s（%s）", name, covered.Ja, took),
	})
	if missing := trace.NotCovered(res.Coverage); !missing.IsZero() {
		h.say(h.paint.Faint, verdict.Text{En: "      not covered: " + missing.En, Ja: "      調べていないもの: " + missing.Ja})
	}
}

func state(s string) string {
	if s == "" {
		return ""
	}
	return " [" + s + "]"
}

func (h *Handler) stages(c outcome.Coverage) {
	for _, s := range tried(c.Stages) {
		done, bound := "", ""
		if s.Complete {
			done = ", complete"
		}
		if s.Bound >= 0 {
			bound = fmt.Sprint(s.Bound)
		}
		h.print(fmt.Sprintf("      %-10s %2s  %8d schedules, %d pruned%s\n", s.Name, bound, s.Schedules, s.Pruned, done))
	}
}

// Close ends the report. The error is why the exploration ended early, nil if it did not.
func (h *Handler) Close(early error) error {
	h.clear()
	if !h.loaded {
		return h.err // there was nothing to tell of
	}
	for len(h.names) > 0 {
		h.next()
	}
	c := h.count
	c.NotExplored = c.Tests - c.Passed - c.Failed - c.Skipped - c.Refused
	if h.opt.JSON {
		if early != nil && c.NotExplored > 0 {
			c.Incomplete = early.Error()
		}
		h.object(Record{Summary: &c})
		return h.err
	}
	h.say(nil, sum(c))
	return h.err
}

// sum is the last line.
func sum(c Summary) verdict.Text {
	t := text("%[1]d of %[2]d tests pass", "%[2]d件中%[1]d件のテストが合格", c.Passed, c.Tests)
	for _, more := range []struct {
		n      int
		en, ja string
	}{
		{c.Failed, "%d failed", "失敗%d件"}, {c.Skipped, "%d skipped", "省略%d件"}, {c.Refused, "%d refused", "対象外%d件"},
		{c.NotExplored, "%d not explored", "未実行%d件"},
	} {
		if more.n > 0 {
			t.En += ", " + fmt.Sprintf(more.en, more.n)
			t.Ja += "、" + fmt.Sprintf(more.ja, more.n)
		}
	}
	t.En += fmt.Sprintf("; %d schedules in all", c.Schedules)
	t.Ja += fmt.Sprintf("（スケジュール数 %d）", c.Schedules)
	return t
}

func (h *Handler) relative(path string) string {
	if rel, err := filepath.Rel(h.opt.Dir, path); err == nil && filepath.IsAbs(path) && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}
