package trace

import (
	"slices"

	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// The bounds of the rows that are shown; the record has all.
const (
	// calm is how many rows may be shown without leaving any out.
	calm = 28
	// most is how many rows are shown, head of them from the start.
	most = 60
	head = 16
	// period is the longest block of rows that is seen to repeat.
	period = 24
)

// draft is a row that may still be left out.
type draft struct {
	Row
	does []deed
	// shape is what two rows of the clock have in common.
	shape verdict.Text
	// acts is of how many acts it is made; keep: it must not be left out.
	acts int
	keep bool
}

// deed is what was done, so many times in a row.
type deed struct {
	verdict.Text
	times int
}

// rows are the schedule as it is shown.
func (s *story) rows() []Row {
	all := s.drafts()
	all = s.repeats(all)
	all = thin(all)
	n := 0
	rows := make([]Row, 0, len(all))
	for _, d := range all {
		d.Text = sentenceOf(d)
		if d.Kind == Step {
			n++
			d.N = n
		}
		rows = append(rows, d.Row)
	}
	return rows
}

func sentenceOf(d draft) verdict.Text {
	if d.Kind != Step {
		return d.Text
	}
	texts := make([]verdict.Text, 0, len(d.does))
	for _, one := range d.does {
		if one.times > 1 {
			one.Text = plus(one.Text, " ("+term.Count(one.times)+" times)", "（"+term.Count(one.times)+"回）")
		}
		texts = append(texts, one.Text)
	}
	return join(texts, "; ", "; ")
}

// drafts makes rows of the acts: those of one goroutine on one line, with nobody between,
// are one.
func (s *story) drafts() []draft {
	var out []draft
	forced, pauses := 0, s.pauses()
	w := newWorld(s)
	left := 0 // acts of those who do not take part
	flush := func() {
		if left > 0 {
			out = append(out, more(left, false))
		}
		left = 0
	}
	for i := range s.acts {
		a := &s.acts[i]
		w.step(a)
		if a.Preempts {
			forced++
			flush()
			out = append(out, paused(a, forced, pauses))
		}
		told := s.tell(a)
		mark, marked := s.marks[i]
		switch {
		case told.IsZero():
			continue
		case !s.shown(a) && !marked:
			left++
			continue
		}
		flush()
		out = s.add(out, a, told, s.states(w))
		if marked {
			out[len(out)-1].keep = true
			out = append(out, draft{Row: Row{Kind: Mark, G: a.G, Text: mark}, keep: true})
		}
	}
	flush()
	return out
}

// shown reports whether an act is of somebody who takes part.
func (s *story) shown(a *act) bool {
	if a.kind == step.Clock {
		return true
	}
	if a.kind == step.Spawn && !s.cast[a.note.starts] && !s.focus[a.Object] {
		return false
	}
	return s.cast[a.G]
}

// pauses counts the forced switches.
func (s *story) pauses() (n int) {
	for i := range s.acts {
		if s.acts[i].Preempts {
			n++
		}
	}
	return n
}

// paused is the row of a forced switch, the n-th of so many.
func paused(a *act, n, of int) draft {
	t := both("forced switch %[2]d of %[3]d: %[1]s is paused here", "強制切り替え %[2]d/%[3]d: ここで %[1]s が一時停止", gname(a.From), n, of)
	if of == 1 {
		t = both("the only forced switch: %s is paused here", "唯一の強制切り替え（プリエンプション）: ここで %s が一時停止", gname(a.From))
	}
	return draft{Row: Row{Kind: Switch, G: a.From, Text: t, First: a.Step, Last: a.Step}, keep: true}
}

// more stands for acts that are left out.
func more(n int, ofThese bool) draft {
	t := both("... %s more steps of other goroutines", "... 他のゴルーチンのステップ %s個", term.Count(n))
	if ofThese {
		t = both("... %s more steps", "... ほか%sステップ", term.Count(n))
	}
	if n == 1 {
		t.En = t.En[:len("... 1 more step")] + t.En[len("... 1 more steps"):]
	}
	return draft{Row: Row{Kind: More, G: -1, Text: t}, acts: n}
}

// states are those of what is watched.
func (s *story) states(w *world) []string {
	var states []string
	for _, o := range s.watch {
		states = append(states, w.state(o))
	}
	return states
}

// add makes a row of an act, or adds it to the last one.
func (s *story) add(out []draft, a *act, told verdict.Text, states []string) []draft {
	keep := s.matters(a)
	if n := len(out); n > 0 && a.kind != step.Clock {
		last := &out[n-1]
		if last.Kind == Step && last.G == a.G && (last.At == a.at || a.kind == step.Exit) && !a.Preempts && last.takes(told) {
			last.acts++
			last.Last, last.State = max(last.Last, a.Step), states
			last.keep = last.keep || keep
			return out
		}
	}
	row := Row{Kind: Step, G: a.G, At: a.at, State: states, First: a.Step, Last: a.Step}
	if a.kind == step.Clock || a.G < 0 {
		row.Kind, row.Text = Clock, told
	}
	d := draft{Row: row, does: []deed{{told, 1}}, acts: 1, keep: keep}
	if a.kind == step.Clock {
		still := *a
		still.Now = 0
		d.shape = s.tell(&still)
	}
	return append(out, d)
}

// takes adds what was done to a row if there is room for it.
func (d *draft) takes(told verdict.Text) bool {
	const most = 6
	if n := len(d.does); n > 0 && d.does[n-1].Text == told {
		d.does[n-1].times++
		return true
	}
	if len(d.does) == most {
		return false
	}
	d.does = append(d.does, deed{told, 1})
	return true
}

// matters reports whether an act must not be left out.
func (s *story) matters(a *act) bool {
	return s.focus[a.Object] && a.Object != 0 || a.waits || a.note.report != ""
}

// like reports whether two rows show the same.
func (d *draft) like(o *draft) bool {
	return d.Kind == o.Kind && d.G == o.G && d.At == o.At && d.Kind != Mark &&
		(d.Kind != Step || slices.Equal(d.does, o.does)) && d.shape == o.shape &&
		(d.Kind == Step || d.Kind == Clock || d.Text == o.Text)
}

// repeats makes one of blocks of rows that follow each other and are alike.
func (s *story) repeats(rows []draft) []draft {
	var out []draft
	for i := 0; i < len(rows); {
		length, times := repetition(rows[i:])
		if times < 3 {
			out = append(out, rows[i])
			i++
			continue
		}
		out = append(out, rows[i:i+length]...)
		t := both("... and the same again, %[2]s more times", "... 同じ1ステップをさらに%[2]s回繰り返し", length, term.Count(times-1))
		if length > 1 {
			t = both("... and these %d lines again, %s more times", "... 直前の%d行をさらに%s回繰り返し", length, term.Count(times-1))
		}
		last := rows[i+length*times-1]
		acts := 0
		for _, d := range rows[i+length : i+length*times] {
			acts += d.acts
		}
		out = append(out, draft{acts: acts, Row: Row{Kind: Repeat, G: -1, Text: t, First: rows[i+length].First, Last: last.Last, State: last.State}, keep: true})
		i += length * times
	}
	return out
}

// repetition is the block with which rows begin that covers most by repeating.
func repetition(rows []draft) (length, times int) {
	for p := 1; p <= period && 2*p <= len(rows); p++ {
		n := 1
		for (n+1)*p <= len(rows) && alike(rows[:p], rows[n*p:(n+1)*p]) {
			n++
		}
		if n >= 3 && n*p > length*times {
			length, times = p, n
		}
	}
	return length, times
}

func alike(a, b []draft) bool {
	for i := range a {
		if !a[i].like(&b[i]) {
			return false
		}
	}
	return true
}

// thin leaves rows out until there are few enough: first runs of those that do not
// matter, then the middle.
func thin(rows []draft) []draft {
	if len(rows) <= calm {
		return rows
	}
	near := func(i int) bool {
		for _, j := range []int{i - 1, i, i + 1} {
			if j >= 0 && j < len(rows) && rows[j].keep {
				return true
			}
		}
		return false
	}
	out := drop(rows, func(i int) bool { return !near(i) }, 3)
	if len(out) <= most {
		return out
	}
	tail := len(out) - (most - head)
	return drop(out, func(i int) bool { return i >= head && i < tail }, 1)
}

// drop replaces runs of at least so many rows by rows that say how much they were.
func drop(rows []draft, out func(i int) bool, least int) []draft {
	var kept []draft
	for i := 0; i < len(rows); {
		j, acts := i, 0
		for j < len(rows) && out(j) {
			acts += rows[j].acts
			j++
		}
		switch {
		case j == i:
			kept = append(kept, rows[i])
			i++
		case j-i < least || acts == 0:
			kept = append(kept, rows[i:j]...)
			i = j
		default:
			kept = append(kept, more(acts, true))
			i = j
		}
	}
	return kept
}
