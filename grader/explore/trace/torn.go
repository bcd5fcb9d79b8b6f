package trace

import "racekit/grader/verdict"

// torn explains a goroutine that reads one variable, is made to pause while another one
// changes that and a second one, and then reads the second: what it has then never was at
// one moment.
func (s *story) torn(e *Explanation) bool {
	for i := range s.acts {
		if a := &s.acts[i]; a.Preempts && a.From >= 0 && s.tornAt(e, a.From, i) {
			return true
		}
	}
	return false
}

// tornAt looks at the pause of g at the i-th act.
func (s *story) tornAt(e *Explanation, g, i int) bool {
	last := map[int]int{} // the last read of each variable by g before the pause
	for j := range s.acts[:i] {
		if a := &s.acts[j]; a.G == g && a.Object != 0 && reads(a) {
			last[a.Object] = j
		}
	}
	changed := map[int][]int{} // of each variable, the changes by others since
	for j := i; j < len(s.acts); j++ {
		a := &s.acts[j]
		switch {
		case a.Object == 0 || a.G < 0 || a.derived:
		case a.G != g && (writes(a) || updates(a)):
			changed[a.Object] = append(changed[a.Object], j)
		case a.G == g && (writes(a) || updates(a)):
			return false
		case a.G == g && reads(a):
			delete(last, a.Object)
			if look, change, ok := s.stale(last, changed, a.Object); ok {
				s.tornBetween(e, look, change, j)
				return true
			}
		}
	}
	return false
}

// stale finds a variable that was read before whoever has changed y changed it too. It
// returns the latest such read, and the change of y.
func (s *story) stale(last map[int]int, changed map[int][]int, y int) (look, change int, ok bool) {
	for x, read := range last {
		for _, cx := range changed[x] {
			for _, cy := range changed[y] {
				if x != y && s.acts[cx].G == s.acts[cy].G && (!ok || read > look) {
					look, change, ok = read, cy, true
				}
			}
		}
	}
	return look, change, ok
}

// tornBetween says it.
func (s *story) tornBetween(e *Explanation, look, change, second int) {
	a, b, c := &s.acts[look], &s.acts[second], &s.acts[change]
	g, other := gname(a.G), gname(c.G)
	x, y := s.names[a.Object], s.names[b.Object]
	e.Pattern = TornRead
	e.Where = nil
	e.look(a.at, b.at, c.at)
	for _, o := range []int{a.Object, b.Object} {
		s.focus[o] = true
		s.watch = append(s.watch, o)
	}
	e.Title = titled(e.Class, verdict.Text{En: "inconsistent reads of " + x + " and " + y, Ja: x + " と " + y + " の読み取りが不整合"})
	e.Why = text(
		g+" read "+valued(x, a.Value)+atEn(a.at)+"; then "+other+" changed both "+x+" and "+y+"; then "+g+" read "+valued(y, b.Value)+atEn(b.at)+": the one is from before, the other from after the change.",
		g+" が"+atJa(a.at)+" "+valued(x, a.Value)+" を読み取った後、"+other+" が "+x+" と "+y+" の両方を変更しました。"+g+" はその後に"+atJa(b.at)+" "+valued(y, b.Value)+" を読み取ったため、変更前の値と変更後の値が混ざっています。")
	s.marks[second] = text("does not belong to the "+x+" that was read before", "前に読み取った "+x+" とは別の時点の値")
}
