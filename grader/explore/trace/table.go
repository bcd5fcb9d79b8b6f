package trace

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

const (
	columnGap = 2
	// widest and narrowest are the bounds of a column of a goroutine, in cells.
	widest    = 46
	narrowest = 18
)

// schedule is the table of steps, or the list where a table does not fit.
func (p *page) schedule() {
	if len(p.e.Rows) == 0 {
		return
	}
	p.gap()
	most := p.o.Columns
	if most == 0 {
		most = 5
	}
	if len(p.e.Columns) <= most {
		t, ok := p.layout()
		if !ok {
			p.file = p.mainFile()
			t, ok = p.layout()
		}
		if ok {
			p.table(t)
			return
		}
	}
	p.file = ""
	p.list()
}

// grid is the widths of a table: of the number, of each goroutine's column with its
// places, and of each state.
type grid struct {
	number  int
	text    []int // of each column, without the place
	place   []int
	states  []int
	headers []string
}

// mainFile is the file in which most steps are.
func (p *page) mainFile() string {
	times, best := map[string]int{}, ""
	for _, r := range p.e.Rows {
		if f := r.At.File; f != "" && r.At.Line > 0 {
			times[f]++
			if best == "" || times[f] > times[best] {
				best = f
			}
		}
	}
	return best
}

// at is a place in the table: a line alone if it is of the main file.
func (p *page) at(at verdict.Place) string {
	if p.file != "" && at.File == p.file {
		return ":" + strconv.Itoa(at.Line)
	}
	return brief(at)
}

// layout measures the table. It reports whether it fits.
func (p *page) layout() (grid, bool) {
	t := grid{number: max(len(strconv.Itoa(p.steps())), term.Width(p.number()))}
	for _, g := range p.e.Columns {
		t.headers = append(t.headers, p.header(g))
		t.text, t.place = append(t.text, 0), append(t.place, 0)
	}
	for _, r := range p.e.Rows {
		if i := slices.Index(p.e.Columns, r.G); i >= 0 && r.Kind == Step {
			t.text[i] = max(t.text[i], min(term.Width(p.say(r.Text)), widest))
			t.place[i] = max(t.place[i], term.Width(p.at(r.At)))
		}
	}
	for i, head := range t.headers { // it stands above the text and the places
		t.text[i] = max(t.text[i], min(term.Width(head), widest)-t.placed(i))
	}
	for i, name := range p.e.Watched {
		w := term.Width(name)
		for _, r := range p.e.Rows {
			if i < len(r.State) {
				w = max(w, term.Width(r.State[i]))
			}
		}
		t.states = append(t.states, min(w, widest))
	}
	return t, p.squeeze(&t)
}

// squeeze makes the columns narrower until the table fits, if that can be.
func (p *page) squeeze(t *grid) bool {
	for p.o.Width > 0 && t.width() > p.o.Width {
		i := 0
		for j, w := range t.text {
			if w > t.text[i] {
				i = j
			}
		}
		if len(t.text) == 0 || t.text[i] <= narrowest {
			return false
		}
		t.text[i]--
	}
	return true
}

func (t grid) width() int {
	w := len(margin) + t.number
	for i := range t.text {
		w += columnGap + t.text[i] + t.placed(i)
	}
	for _, s := range t.states {
		w += columnGap + s
	}
	return w
}

// placed is the width of a column's places, with what parts them from the text.
func (t grid) placed(i int) int {
	if t.place[i] == 0 {
		return 0
	}
	return columnGap + t.place[i]
}

func (p *page) steps() (n int) {
	for _, r := range p.e.Rows {
		n = max(n, r.N)
	}
	return n
}

func (p *page) number() string { return p.say(text("step", "手順")) }

// header is the head of a goroutine's column.
func (p *page) header(g int) string {
	for _, one := range p.e.Goroutines {
		if one.G == g && one.Test {
			return gname(g) + " " + p.say(text("test", "テスト"))
		}
		if one.G == g && one.Name != "" {
			return term.Cut(gname(g)+" "+one.Name, widest)
		}
	}
	return gname(g)
}

// table writes the rows below a head.
func (p *page) table(t grid) {
	if p.file != "" {
		p.put(p.Faint, p.say(both("(a line number alone is of %s)", "（行番号だけの位置は %s のもの）", path.Base(p.file))), margin, margin)
	}
	p.lines = append(p.lines, p.Strong(t.line(p.number(), t.headers, nil, p.e.Watched)))
	for _, r := range p.e.Rows {
		if r.Kind != Step {
			p.across(r, strings.Repeat(" ", t.number+columnGap+len(margin)))
			continue
		}
		p.row(t, r)
	}
}

// row writes a step, over several lines if its cell is too narrow.
func (p *page) row(t grid, r Row) {
	at := slices.Index(p.e.Columns, r.G)
	if at < 0 {
		return
	}
	pieces := []string{}
	for _, piece := range term.Wrap(p.say(r.Text), t.text[at]) {
		pieces = append(pieces, term.Cut(piece, t.text[at]))
	}
	for i, piece := range pieces {
		cells, places := make([]string, len(t.text)), make([]string, len(t.text))
		cells[at] = piece
		number, states := "", []string(nil)
		if i == 0 {
			number, places[at], states = strconv.Itoa(r.N), p.at(r.At), r.State
		}
		p.lines = append(p.lines, t.line(number, cells, places, states))
	}
}

// line is one line of the table. Without places a cell has their room too.
func (t grid) line(number string, cells, places, states []string) string {
	var b strings.Builder
	b.WriteString(margin + term.PadLeft(number, t.number))
	space := strings.Repeat(" ", columnGap)
	for i := range t.text {
		cell := cells[i]
		if i < len(places) && places[i] != "" {
			cell = term.Pad(cell, t.text[i]) + space + places[i]
		}
		whole := t.text[i] + t.placed(i)
		b.WriteString(space + term.Pad(term.Cut(cell, whole), whole))
	}
	for i, w := range t.states {
		state := ""
		if i < len(states) {
			state = states[i]
		}
		b.WriteString(space + term.Pad(term.Cut(state, w), w))
	}
	return strings.TrimRight(b.String(), " ")
}

// across writes a row that is no step.
func (p *page) across(r Row, indent string) {
	said := p.say(r.Text)
	switch r.Kind {
	case Switch, Clock:
		p.put(p.Warn, "--- "+said+" ---", indent, indent+margin)
	case Mark:
		p.put(p.Bad, "^ "+gname(r.G)+": "+said, indent, indent+margin)
	default:
		p.put(p.Faint, said, indent, indent+margin)
	}
}

// list writes the rows without columns: each names its goroutine.
func (p *page) list() {
	number := len(strconv.Itoa(p.steps()))
	who := 0
	for _, r := range p.e.Rows {
		if r.Kind == Step {
			who = max(who, len(gname(r.G)))
		}
	}
	indent := strings.Repeat(" ", len(margin)+number+columnGap)
	before := make([]string, len(p.e.Watched))
	for _, r := range p.e.Rows {
		if r.Kind != Step {
			p.across(r, indent)
			continue
		}
		line := term.Pad(gname(r.G)+":", who+1) + " " + p.say(r.Text)
		if at := brief(r.At); at != "" {
			line += "  " + at
		}
		var states []string
		for i, state := range r.State {
			if i < len(before) && state != before[i] && state != "" {
				states = append(states, p.e.Watched[i]+" = "+state)
				before[i] = state
			}
		}
		if len(states) > 0 {
			line += "  [" + strings.Join(states, ", ") + "]"
		}
		p.put(nil, term.PadLeft(strconv.Itoa(r.N), number)+"  "+line, margin, indent+strings.Repeat(" ", who+2))
	}
}
