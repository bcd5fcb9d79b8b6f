package trace

import (
	"slices"
	"strings"

	"racekit/grader/explore/step"
	"racekit/grader/racereport"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// raced explains a data race: by the two accesses of the recorded run, or else by what
// the race detector printed.
func (s *story) raced(e *Explanation) {
	e.Title = classText(e.Class)
	r := s.pair()
	if r == nil {
		r = s.reported()
	}
	if r == nil {
		e.Why = text("The race detector saw two accesses that nothing orders; where, the record does not say.",
			"順序づけられていない2つのアクセスを競合検出器が検出しましたが、その場所は記録されていません。")
		return
	}
	e.Race = r
	for i := range r.Accesses {
		a := &r.Accesses[i]
		e.look(a.At)
		if a.G >= 0 {
			s.cast[a.G] = true
		}
	}
	r.Spawned = s.spawned(r.Accesses[0].G, r.Accesses[1].G)
	for _, sp := range r.Spawned {
		s.cast[sp.Parent] = true
	}
	e.Title = titled(e.Class, raceTitle(r))
	e.Why = raceWhy(r)
	e.Facts = append(e.Facts, s.lockFact(r))
	e.Facts = slices.DeleteFunc(e.Facts, verdict.Text.IsZero)
}

// pair is the race by the two events that the record names.
func (s *story) pair() *Race {
	p := s.f.Pair
	if p == nil {
		return nil
	}
	one, two := s.actOf(min(p.First, p.Second)), s.actOf(max(p.First, p.Second))
	if one < 0 || two < 0 || one == two {
		return nil
	}
	r := &Race{Object: s.names[s.acts[two].Object]}
	for i, at := range []int{one, two} {
		a := &s.acts[at]
		side := Access{G: a.G, Op: opOf(a.kind), At: a.at, Known: true, Value: a.Value}
		for _, o := range s.heldAt(at, a.G) {
			side.Holds = append(side.Holds, s.names[o])
			s.focus[o] = true
		}
		r.Accesses[i] = side
		s.focus[a.Object] = a.Object != 0
	}
	s.watch = append(s.watch, s.acts[two].Object)
	first := &s.acts[one]
	en, ja := inBrackets(first.at)
	s.marks[two] = both("nothing orders this after %[1]s's access%[2]s", "%[1]s のアクセス%[3]sに対して順序づけられていない", gname(first.G), en, ja)
	return r
}

// actOf is the act of an event of the record, -1 if there is none.
func (s *story) actOf(event int) int {
	if event < 0 || event >= len(s.f.Events) {
		return -1
	}
	found := -1
	for i := range s.acts {
		if a := &s.acts[i]; !a.derived && a.event <= event {
			found = i
		}
	}
	return found
}

// opOf is what the race detector calls an access.
func opOf(k step.Kind) string {
	switch k {
	case step.MemRead, step.MapRead:
		return "read"
	case step.MemWrite, step.MapWrite:
		return "write"
	case step.AtomicLoad:
		return "atomic read"
	case step.AtomicStore, step.AtomicAdd, step.AtomicSwap, step.AtomicCAS:
		return "atomic write"
	}
	return k.String()
}

// reported is the race by the report of the detector. It remembers the earlier access
// second. Its numbers of goroutines are its own; the record's are found by the lines.
func (s *story) reported() *Race {
	reports, _ := racereport.Parse(s.f.RaceReport)
	if len(reports) == 0 {
		return nil
	}
	r := &Race{}
	for i, a := range []racereport.Access{reports[0].Accesses[1], reports[0].Accesses[0]} {
		var frames []step.Frame
		for _, f := range a.Frames {
			frames = append(frames, step.Frame{Func: f.Func, File: f.File, Line: f.Line})
		}
		side := Access{G: -1, Op: term.Line(a.Op)}
		side.At, _ = s.find.at(frames)
		if g, object, ok := s.accessAt(side); ok {
			side.G = g
			s.focus[object] = true
			if r.Object == "" {
				r.Object = s.names[object]
			}
		}
		r.Accesses[i] = side
	}
	if r.Accesses[0].G == r.Accesses[1].G { // the same line, or not known
		r.Accesses[0].G, r.Accesses[1].G = -1, -1
	}
	return r
}

// accessAt is the only goroutine that accesses the only variable at a place in such a way.
func (s *story) accessAt(side Access) (g, object int, ok bool) {
	for i := range s.acts {
		a := &s.acts[i]
		if a.at != side.At || opOf(a.kind) != side.Op || a.Object == 0 || a.at.IsZero() {
			continue
		}
		if ok && (g != a.G || object != a.Object) {
			return 0, 0, false
		}
		g, object, ok = a.G, a.Object, true
	}
	return g, object, ok
}

// spawned are the go statements that lead to two goroutines from one that started both,
// or from the one to the other.
func (s *story) spawned(a, b int) []Spawn {
	if a < 0 || b < 0 {
		return nil
	}
	up, other := s.ancestry(a), s.ancestry(b)
	var out []Spawn
	for _, line := range [][]int{up, other} {
		for i := len(line) - 2; i >= 0; i-- {
			common := slices.Contains(up, line[i]) && slices.Contains(other, line[i])
			sp := Spawn{Parent: line[i+1], G: line[i]}
			if g := s.gs[line[i]]; g != nil {
				sp.At, _ = s.find.at(g.Spawned)
			}
			if !common && !slices.Contains(out, sp) {
				out = append(out, sp)
			}
		}
	}
	return out
}

// ancestry is g, who started it, who started that one, and so on.
func (s *story) ancestry(g int) []int {
	line := []int{g}
	for len(line) <= len(s.gs) {
		one := s.gs[line[len(line)-1]]
		if one == nil || one.Parent < 0 || slices.Contains(line, one.Parent) {
			break
		}
		line = append(line, one.Parent)
	}
	return line
}

// who is a goroutine in a sentence.
func who(g int, en, ja string) verdict.Text {
	if g < 0 {
		return text(en, ja)
	}
	return text(gname(g), gname(g)+" ")
}

func raceTitle(r *Race) verdict.Text {
	name := r.Object
	object, variable := name, "（変数: "+name+"）"
	if name == "" {
		object, variable = "one variable", ""
	}
	one := who(r.Accesses[0].G, "one goroutine", "あるゴルーチン")
	two := who(r.Accesses[1].G, "another", "別のゴルーチン")
	a, b := r.Accesses[0], r.Accesses[1]
	return text(
		one.En+" "+verbEn(a.Op)+" "+object+atEn(a.At)+", "+two.En+" "+verbEn(b.Op)+" it"+atEn(b.At)+"; nothing orders the two",
		one.Ja+"の"+opJa(a.Op)+"（"+orUnknown(a.At)+"）と"+apart(b.G)+two.Ja+"の"+opJa(b.Op)+"（"+orUnknown(b.At)+"）の順序が決まっていません"+variable)
}

// apart is the space between Japanese and the name of a goroutine.
func apart(g int) string {
	if g < 0 {
		return ""
	}
	return " "
}

func opJa(op string) string { return words.Op(op).In(verdict.Japanese) }

func verbEn(op string) string {
	switch op {
	case "read":
		return "reads"
	case "write":
		return "writes"
	case "atomic read":
		return "atomically reads"
	case "atomic write":
		return "atomically writes"
	}
	return "uses"
}

// raceWhy says which edge is missing.
func raceWhy(r *Race) verdict.Text {
	a, b := r.Accesses[0].G, r.Accesses[1].G
	for _, sp := range r.Spawned {
		if len(r.Spawned) == 1 && (sp.Parent == a || sp.Parent == b) {
			return both("%[1]s started %[2]s: the go statement orders what %[1]s did before it, but no lock, channel or WaitGroup orders what %[1]s did after it.",
				"%[2]s を起動したのは %[1]s です。go 文は、%[1]s がそれより前に行ったことだけを順序づけます。その後の処理との間には、ロック、チャネル、WaitGroup による happens-before 関係がありません。", gname(sp.Parent), gname(sp.G))
		}
	}
	return text("There is no happens-before edge between the two: no lock, channel, WaitGroup or atomic operation makes the one come after the other.",
		"2つのアクセスの間に happens-before 関係がありません。ロック、チャネル、WaitGroup、アトミック操作のいずれによっても、順序が決まっていません。")
}

// lockFact compares the locks that the two hold.
func (s *story) lockFact(r *Race) verdict.Text {
	a, b := r.Accesses[0], r.Accesses[1]
	if !a.Known || !b.Known || !s.locks() {
		return verdict.Text{}
	}
	ga, gb := gname(a.G), gname(b.G)
	as, bs := strings.Join(a.Holds, ", "), strings.Join(b.Holds, ", ")
	switch {
	case len(a.Holds) == 0 && len(b.Holds) == 0:
		return both("Neither %s nor %s holds a lock there.", "%s も %s も、その行でロックを保持していません。", ga, gb)
	case len(a.Holds) == 0:
		return both("%[2]s holds %[3]s there, %[1]s holds no lock: a lock orders only those who all take it.", "%[2]s は %[3]s を保持していますが、%[1]s はロックを保持していません。ロックが順序づけるのは、同じロックを取るもの同士だけです。", ga, gb, bs)
	case len(b.Holds) == 0:
		return both("%[1]s holds %[3]s there, %[2]s holds no lock: a lock orders only those who all take it.", "%[1]s は %[3]s を保持していますが、%[2]s はロックを保持していません。ロックが順序づけるのは、同じロックを取るもの同士だけです。", ga, gb, as)
	case slices.ContainsFunc(a.Holds, func(l string) bool { return slices.Contains(b.Holds, l) }):
		return both("%s holds %s there, %s holds %s: to hold a lock for reading does not exclude other readers.", "%s は %s、%s は %s を保持していますが、読み取りロックは他の読み取りロックを排除しません。", ga, as, gb, bs)
	}
	return both("%s holds %s there, %s holds %s: these are different locks.", "%s は %s、%s は %s を保持しています。別々のロックなので、互いを排除しません。", ga, as, gb, bs)
}
