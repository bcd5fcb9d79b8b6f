package trace

import (
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// TextOptions say how an explanation is laid out.
type TextOptions struct {
	// Width is that of the terminal in cells; 0 means no bound.
	Width int
	// Color paints. It only repeats what the words say.
	Color bool
	// Columns is how many goroutines may have a column each; 0 means 5. With more, or if
	// the width is too small, each line names its goroutine.
	Columns int
	// Replay is a command that runs this schedule again, shown as it is; may be empty.
	Replay string
	// Brief leaves the schedule out.
	Brief bool
}

// Text lays e out for a terminal, in lines that end in a newline. The first line says
// the test and the class.
func (e *Explanation) Text(l verdict.Lang, o TextOptions) string {
	p := &page{e: e, l: l, o: o, Palette: term.Palette{Color: o.Color}}
	p.head()
	if !o.Brief {
		p.schedule()
	}
	p.evidence()
	p.tail()
	return strings.TrimRight(strings.Join(p.lines, "\n"), "\n") + "\n"
}

// page is an explanation that is being laid out.
type page struct {
	term.Palette
	e     *Explanation
	l     verdict.Lang
	o     TextOptions
	lines []string
	// file is the one whose places are shown by their line alone; "" is none.
	file string
}

const margin = "  "

// say is the text in the page's language, for one line.
func (p *page) say(t verdict.Text) string { return term.Line(t.In(p.l)) }

// put adds a paragraph with a hanging indent.
func (p *page) put(paint func(string) string, s, first, rest string) {
	for _, line := range term.Indent(s, p.o.Width, first, rest) {
		if paint != nil {
			line = paint(line)
		}
		p.lines = append(p.lines, line)
	}
}

// gap adds an empty line, but not two.
func (p *page) gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// head is class, messages, and why.
func (p *page) head() {
	title := p.say(p.e.Title)
	if p.e.Test != "" {
		title = shortTest(p.e.Test) + "  " + title
	}
	paint := p.Bad
	if p.e.Class == "" {
		paint = p.Good
	}
	p.put(paint, title, "", margin+margin)
	for _, m := range p.e.Messages {
		said := m.Text
		if at := brief(m.At); at != "" && !strings.Contains(said, at) {
			said = at + ": " + said
		}
		const most = 8
		quoted, more := term.Quote(said, p.o.Width, most, margin+"| ")
		p.lines = append(p.lines, quoted...)
		if more > 0 {
			p.lines = append(p.lines, margin+"| "+p.say(both("... %d more lines", "... ほか%d行", more)))
		}
	}
	if !p.e.Why.IsZero() && p.e.Class == "" {
		p.put(nil, p.say(p.e.Why), margin, margin)
	} else if !p.e.Why.IsZero() {
		p.put(p.Strong, p.say(text("why: ", "原因: "))+" "+p.say(p.e.Why), margin, margin+margin)
	}
	for _, f := range p.e.Facts {
		p.put(nil, p.say(f), margin, margin+margin)
	}
	if p.e.Class != "" {
		p.put(p.Faint, p.also(), margin, margin+margin)
	}
}

// shortTest is a test's name without the path of its package.
func shortTest(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if pkg, test, ok := strings.Cut(name, "."); ok && !strings.HasPrefix(pkg, "Test") {
		return test
	}
	return name
}

// also is how it was found, how often it fails, and what else the schedule showed.
func (p *page) also() string {
	parts := []verdict.Text{p.e.Found, p.e.Often}
	var more []verdict.Text
	for _, c := range p.e.Also {
		if c != p.e.Class && c != outcome.Class("") {
			more = append(more, classText(c))
		}
	}
	if len(more) > 0 {
		t := join(more, ", ", "、")
		parts = append(parts, text("the same schedule also shows: "+t.En, "同じスケジュールで見つかったもの: "+t.Ja))
	}
	return p.say(join(parts, "; ", "。"))
}

// evidence is who waits for whom, the two sides of a race, and who the goroutines are.
func (p *page) evidence() {
	if len(p.e.Waits) > 1 || len(p.e.Waits) == 1 && p.e.Why.IsZero() {
		p.gap()
		p.waits()
	}
	if p.e.Race != nil {
		p.gap()
		p.race()
	}
	if len(p.e.Loops) > 1 || len(p.e.Waits) > 0 && len(p.e.Loops) > 0 {
		p.gap()
		for _, l := range p.e.Loops {
			p.put(nil, p.say(both("%[1]s repeats: %[2]s", "%[1]s の繰り返し: %[3]s", gname(l.G), l.Does.En, l.Does.Ja)), margin, margin+margin)
		}
	}
	if len(p.e.Goroutines) > 0 {
		p.gap()
		p.goroutines()
	}
}

// waits is one line for each goroutine that can never go on.
func (p *page) waits() {
	const most = 8
	for i, w := range p.e.Waits {
		if i == most {
			p.put(nil, p.say(both("... and %d more", "... ほか%d個", len(p.e.Waits)-most)), margin, margin)
			return
		}
		t := waits(w)
		if len(w.Holds) > 0 {
			var ens, jas []string
			for _, h := range w.Holds {
				en, ja := inBrackets(h.At)
				ens, jas = append(ens, h.Object+en), append(jas, h.Object+ja)
			}
			t = plus(t, ", holds "+strings.Join(ens, ", "), "。保持中: "+strings.Join(jas, "、"))
		}
		if len(w.For) > 0 {
			t = plus(t, ", held by "+gnames(w.For), "。保持者: "+gnamesJa(w.For))
		}
		if w.Cycle {
			t = plus(t, "  <- cycle", "  <- 循環")
		}
		if !w.Why.IsZero() && !strings.Contains(p.e.Why.En, w.Why.En) {
			t = plus(t, ": "+w.Why.En, "。"+w.Why.Ja)
		}
		p.put(nil, p.say(t), margin, margin+margin)
	}
}

// race is the two accesses and the go statements that they come from.
func (p *page) race() {
	r := p.e.Race
	for _, a := range r.Accesses {
		if a.Op == "" {
			continue
		}
		g := "?"
		if a.G >= 0 {
			g = gname(a.G)
		}
		line := g + "  " + p.say(text(a.Op, opJa(a.Op)))
		if r.Object != "" {
			line += " " + valued(r.Object, a.Value)
		}
		if at := brief(a.At); at != "" {
			line += "  " + at
		}
		if a.At.Func != "" {
			line += "  " + a.At.Func
		}
		if len(a.Holds) > 0 {
			line += "  " + p.say(both("(holds %s)", "（%s を保持）", strings.Join(a.Holds, ", ")))
		}
		p.put(nil, line, margin, margin+margin)
	}
	var edges []string
	for _, s := range r.Spawned {
		edges = append(edges, gname(s.Parent)+" --go--> "+gname(s.G)+strings.TrimSuffix(" ("+brief(s.At)+")", " ()"))
	}
	if len(edges) > 0 {
		p.put(nil, p.say(text("where they come from:", "起動の関係:"))+" "+strings.Join(edges, ",  "), margin, margin+margin)
	}
}

// goroutines says who is who. Those that one go statement started share a line.
func (p *page) goroutines() {
	const most = 10
	var lines []string
	who := map[string][]int{}
	for _, g := range p.e.Goroutines {
		is := p.is(g)
		if len(who[is]) == 0 {
			lines = append(lines, is)
		}
		who[is] = append(who[is], g.G)
	}
	for i, is := range lines {
		if i == most {
			p.put(p.Faint, p.say(both("... and %d more", "... ほか%d個", len(lines)-most)), margin, margin)
			break
		}
		p.put(p.Faint, p.say(text(gnames(who[is]), gnamesJa(who[is])))+" = "+is, margin, margin+margin)
	}
	if p.e.Others > 0 {
		t := both("%s more goroutines take no part", "ほかの%s個のゴルーチンは無関係", term.Count(p.e.Others))
		if p.e.Others == 1 {
			t.En = "1 more goroutine takes no part"
		}
		p.put(p.Faint, p.say(t), margin, margin)
	}
}

// is says what a goroutine runs.
func (p *page) is(g Goroutine) string {
	switch at := brief(g.Started); {
	case g.Test:
		return p.say(text("the test itself", "テスト自身"))
	case at != "":
		return g.Name + p.say(both(", started at %s", "（%s で起動）", at))
	}
	return g.Name
}

// tail is what weakens the explanation, and the command to see it again.
func (p *page) tail() {
	if len(p.e.Caveats) > 0 {
		p.gap()
	}
	for _, c := range p.e.Caveats {
		p.put(p.Warn, p.say(c), margin, margin+margin)
	}
	if p.o.Replay != "" && p.e.Class != "" {
		p.gap()
		p.put(nil, p.say(text("replay:", "再現:"))+" "+term.NoBreak(term.Line(p.o.Replay)), margin, margin+margin)
	}
}
