package trace

import (
	"encoding/json"
	"slices"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// Explain says what can be said of t. Of a test without a failure it says what was
// covered. It never fails: what is missing in t is missing in the explanation.
func Explain(t outcome.Test, opt Options) *Explanation {
	e := &Explanation{Version: Version, Test: term.Line(t.Name)}
	if t.Failure == nil {
		e.passed(t)
		return e
	}
	s := newStory(t, opt)
	e.Class, e.Also = t.Failure.Class, t.Failure.Also
	s.said(e)
	if t.Failure.Schedule == 0 && s.stopped(e) {
		return e
	}
	switch e.Class {
	case outcome.Panic:
		s.panicked(e)
	case outcome.Race:
		s.raced(e)
	case outcome.Deadlock, outcome.Leak:
		s.stuck(e)
	case outcome.Livelock, outcome.Hang:
		s.busy(e)
		if len(e.Where) == 0 {
			s.polling(e)
		}
	case outcome.Slow:
		s.slow(e)
	default:
		s.wrong(e)
	}
	s.fill(e)
	s.frequency(e)
	return e
}

// JSON is the trace for tools: the fields of Explanation, with Version. Numbers of
// goroutines are those of the record, files of places are relative to the roots.
func (e *Explanation) JSON() ([]byte, error) { return json.MarshalIndent(e, "", "  ") }

// classText is the word for a class.
func classText(c outcome.Class) verdict.Text {
	w := words.Of(verdict.Verdict(c))
	return text(term.Line(w.In(verdict.English)), term.Line(w.In(verdict.Japanese)))
}

// titled is a class with what more there is to say in the first line.
func titled(c outcome.Class, rest verdict.Text) verdict.Text {
	t := classText(c)
	if rest.IsZero() {
		return t
	}
	return plus(t, ": "+rest.En, ": "+rest.Ja)
}

// said takes over the messages.
func (s *story) said(e *Explanation) {
	for _, m := range s.f.Messages {
		if strings.Contains(m.Text, "WARNING: DATA RACE") {
			continue
		}
		at, _ := s.find.at(m.Frames)
		e.Messages = append(e.Messages, Said{Text: strings.TrimSpace(term.Clean(m.Text)), G: m.Goroutine, At: at})
	}
}

// look adds lines to look at.
func (e *Explanation) look(places ...verdict.Place) {
	for _, p := range places {
		if !p.IsZero() && !slices.Contains(e.Where, p) {
			e.Where = append(e.Where, p)
		}
	}
}

// fill makes the rows, and the lists of who and what takes part.
func (s *story) fill(e *Explanation) {
	s.attend(e)
	s.watched(e)
	e.Rows = s.rows()
	s.dropConstant(e)
	for g := range s.cast {
		if g >= 0 {
			e.Columns = append(e.Columns, g)
		}
	}
	slices.Sort(e.Columns)
	acting := map[int]bool{}
	for _, r := range e.Rows {
		acting[r.G] = acting[r.G] || r.Kind == Step
	}
	for _, g := range s.f.Goroutines {
		if s.cast[g.G] {
			e.Goroutines = append(e.Goroutines, s.goroutine(&g))
		} else {
			e.Others++
		}
	}
	e.Columns = slices.DeleteFunc(e.Columns, func(g int) bool { return !acting[g] })
	end := newWorld(s)
	for i := range s.acts {
		end.step(&s.acts[i])
	}
	for _, o := range s.f.Objects {
		if s.focus[o.ID] {
			state := term.Line(o.State)
			if state == "" {
				state = end.state(o.ID)
			}
			e.Objects = append(e.Objects, Object{ID: o.ID, Kind: term.Line(o.Kind), Name: s.names[o.ID], State: state})
		}
	}
}

// attend completes the cast: who touches what matters, who is stuck, who complained. If
// nothing is known to matter, everybody takes part who shares an object with another.
func (s *story) attend(e *Explanation) {
	for _, m := range e.Messages {
		s.cast[m.G] = true
	}
	few := s.pauses() <= 4
	for i := range s.acts {
		if a := &s.acts[i]; few && a.Preempts {
			s.cast[a.G], s.cast[a.From] = true, true
		}
	}
	delete(s.cast, -1)
	if len(s.focus) == 0 {
		for o, gs := range s.users() {
			if len(gs) > 1 {
				s.focus[o] = true
			}
		}
	}
	for i := range s.acts {
		if a := &s.acts[i]; a.G >= 0 && a.Object != 0 && s.focus[a.Object] {
			s.cast[a.G] = true
		}
	}
	if len(s.cast) == 0 {
		for _, g := range s.f.Goroutines {
			s.cast[g.G] = true
		}
	}
}

// users are the goroutines that did a step on each object. The clock is nobody's.
func (s *story) users() map[int]map[int]bool {
	users := map[int]map[int]bool{}
	for i := range s.acts {
		a := &s.acts[i]
		if o := s.objs[a.Object]; a.Object == 0 || a.G < 0 || o != nil && o.Kind == "clock" {
			continue
		}
		if users[a.Object] == nil {
			users[a.Object] = map[int]bool{}
		}
		users[a.Object][a.G] = true
	}
	return users
}

// watched picks the objects whose states are shown: those that an analysis asked for, and
// of the rest of those in focus the first that have a state.
func (s *story) watched(e *Explanation) {
	const most = 2
	end := newWorld(s)
	for i := range s.acts {
		end.step(&s.acts[i])
	}
	asked := s.watch
	s.watch = nil
	for _, o := range asked {
		if len(s.watch) < most && o != 0 && !slices.Contains(s.watch, o) && end.state(o) != "" {
			s.watch = append(s.watch, o)
		}
	}
	for _, o := range s.f.Objects {
		if len(asked) == 0 && len(s.watch) < most && s.focus[o.ID] && end.state(o.ID) != "" {
			s.watch = append(s.watch, o.ID)
		}
	}
	for _, o := range s.watch {
		e.Watched = append(e.Watched, s.names[o])
	}
}

// dropConstant stops watching what has the same state in every row.
func (s *story) dropConstant(e *Explanation) {
	for i := len(e.Watched) - 1; i >= 0; i-- {
		seen := map[string]bool{}
		for _, r := range e.Rows {
			if i < len(r.State) {
				seen[r.State[i]] = true
			}
		}
		if len(seen) > 1 {
			continue
		}
		e.Watched = slices.Delete(e.Watched, i, i+1)
		for j := range e.Rows {
			if i < len(e.Rows[j].State) {
				e.Rows[j].State = slices.Delete(slices.Clone(e.Rows[j].State), i, i+1)
			}
		}
	}
}

// goroutine describes a goroutine.
func (s *story) goroutine(g *step.Goroutine) Goroutine {
	started, _ := s.find.at(g.Spawned)
	at, _ := s.find.at(g.Frames)
	one := Goroutine{
		G: g.G, Name: s.funcName(g.Name), Started: started, Parent: g.Parent,
		Test: g.Parent < 0 && g.G == 0, State: term.Line(g.State), At: at,
	}
	return one
}

// funcName is the name of what a go statement calls, without the package of the test:
// "func" for a literal that has no name in the record.
func (s *story) funcName(name string) string {
	name = strings.TrimPrefix(term.Line(name), s.pkg+".")
	if name == "func" || strings.HasPrefix(name, "func(") || strings.HasPrefix(name, "func ") {
		return "func"
	}
	name = strings.TrimSuffix(strings.NewReplacer("(*", "", ").", ".").Replace(name), "-fm")
	if i := strings.IndexAny(name, "({"); i > 0 {
		name = name[:i]
	}
	return term.Cut(name, 40)
}

// frequency says how often it fails, how it was found, and what weakens the explanation.
func (s *story) frequency(e *Explanation) {
	c, f := s.test.Coverage, s.f
	switch {
	case c.Counted <= 1 || c.Failed <= 0: // of one, there is nothing to say
	case c.Failed == c.Counted:
		e.Often = both("all of the %[1]s schedules that were counted fail", "数えた%[1]s通りのスケジュールすべてで失敗します", term.Count(c.Counted))
	default:
		e.Often = both("%s of %s schedules fail", "%[2]s通りのスケジュールのうち%[1]s通りで失敗します", term.Count(c.Failed), term.Count(c.Counted))
	}
	if f.Schedule > 0 {
		e.Found = both("found on schedule %s, with %s", "%s番目のスケジュールで発見（%s）", term.Count(f.Schedule), "\x00")
		en, ja := switches(f.Preemptions)
		e.Found = text(strings.Replace(e.Found.En, "\x00", en, 1), strings.Replace(e.Found.Ja, "\x00", ja, 1))
	}
	if f.Bounded {
		e.Caveats = append(e.Caveats, both("The schedule was cut off after %s steps: that it would never end is a conclusion, not a proof.",
			"このスケジュールは%sステップで打ち切りました。終わらないというのは推測であり、証明ではありません。", term.Count(f.Steps)))
	}
	if !f.Repeats {
		e.Caveats = append(e.Caveats, text("A second execution of this schedule did not show the same: the program depends on something besides the schedule.",
			"同じスケジュールを再実行しても、同じ結果になりませんでした。プログラムがスケジュール以外の何かに依存しています。"))
	}
}

func switches(n int) (en, ja string) {
	switch n {
	case 0:
		return "no forced switch", "強制切り替えなし"
	case 1:
		return "1 forced switch", "強制切り替え1回"
	}
	return term.Count(n) + " forced switches", "強制切り替え" + term.Count(n) + "回"
}
