package trace

import (
	"slices"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/verdict"
)

// busy explains goroutines that run on and get nowhere.
func (s *story) busy(e *Explanation) {
	s.loops(e)
	for _, l := range e.Loops {
		e.look(l.Lines...)
	}
	for _, g := range s.f.Stuck {
		s.cast[g] = true
	}
	e.Title = classText(e.Class)
	if n := len(s.f.Running); n > 0 && n <= 3 {
		en, ja := " runs", " が"
		if n > 1 {
			en = " run"
		}
		e.Title = titled(e.Class, text(gnames(s.f.Running)+en+" on and on and the test does not end", gnamesJa(s.f.Running)+ja+"動き続け、テストが終わりません"))
	}
	if e.Class == outcome.Livelock && len(e.Loops) > 1 {
		e.Why = text("Each of them does the same steps again and again, and none of these steps lets another one get further.",
			"それぞれが同じステップを繰り返していますが、そのどれも、他のゴルーチンを先に進ませていません。")
		return
	}
	if len(e.Loops) > 0 {
		l := e.Loops[0]
		e.Why = both("%[1]s does the same again and again: %[2]s.", "%[1]s が同じことを繰り返しています: %[3]s。", gname(l.G), l.Does.En, l.Does.Ja)
	}
}

// loops finds out what those repeat that still run.
func (s *story) loops(e *Explanation) {
	const most = 8
	for _, g := range s.f.Running {
		s.cast[g] = true
		if l, ok := s.loop(g); ok && len(e.Loops) < most {
			e.Loops = append(e.Loops, l)
		}
	}
}

// slow explains a test that took too long on the virtual clock.
func (s *story) slow(e *Explanation) {
	e.Title = classText(e.Class)
	for _, m := range e.Messages {
		e.look(m.At)
	}
	now := int64(0)
	for i := range s.acts {
		now = max(now, s.acts[i].Now)
		if s.acts[i].kind == step.Sleep {
			s.cast[s.acts[i].G] = true
		}
	}
	if now > 0 {
		e.Why = both("By the virtual clock, on which only sleeping and timers take time, the test took %s.", "スリープとタイマーだけで進む仮想時計で、テストに %s かかりました。", duration(now))
	}
}

// loop is what g repeats at the end of the schedule: the shortest run of acts of which the
// last three are alike.
func (s *story) loop(g int) (Loop, bool) {
	const longest = 30
	var told []verdict.Text
	var mine []*act
	for i := len(s.acts) - 1; i >= 0 && len(mine) < 3*longest; i-- {
		if a := &s.acts[i]; a.G == g && !a.derived {
			mine, told = append(mine, a), append(told, s.tell(a))
		}
	}
	for p := 1; 3*p <= len(mine); p++ {
		if slices.Equal(told[:p], told[p:2*p]) && slices.Equal(told[:p], told[2*p:3*p]) {
			l := Loop{G: g}
			var does []verdict.Text
			for i := p - 1; i >= 0; i-- {
				does = append(does, told[i])
				s.focus[mine[i].Object] = mine[i].Object != 0
				if at := mine[i].at; !at.IsZero() && !slices.Contains(l.Lines, at) {
					l.Lines = append(l.Lines, at)
				}
			}
			l.Does = join(does, "; ", "; ")
			return l, true
		}
	}
	return Loop{}, false
}
