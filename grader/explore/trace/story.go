package trace

import (
	"strconv"
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// story is a record, understood: what every analysis looks at.
type story struct {
	test  outcome.Test
	f     *outcome.Failure
	pkg   string // the name of the test's package
	src   *sources
	find  finder
	acts  []act
	gs    map[int]*step.Goroutine
	objs  map[int]*step.Object
	names map[int]string

	// focus are the objects, and cast the goroutines, that an analysis found to matter;
	// marks are remarks on acts, by index.
	focus map[int]bool
	cast  map[int]bool
	marks map[int]verdict.Text
	watch []int
}

// act is an event, understood.
type act struct {
	step.Event
	kind step.Kind
	note note
	at   verdict.Place
	// here are the expressions that the source may mean by the object at this line.
	here []string
	// calls are those calls; down: it made the count of a WaitGroup smaller.
	calls []call
	down  bool
	// waits: the goroutine cannot go on after this, or before it if derived.
	waits bool
	// derived acts are not in the record: a goroutine stands before a lock that is held.
	// event is the index in the record, that of the act that revealed it if derived.
	derived bool
	event   int
	// early is the goroutine that could have run when time moved, -1 if none is known.
	early int
}

// note is what an event's Note holds.
type note struct {
	wakes           []int
	closed          bool
	yes, no, absent bool
	// nobody: a condition was signalled for which nobody waits.
	nobody, null bool
	took         string
	report       string
	starts       int
	rest         []string
}

// newStory reads the record of t, which has a failure.
func newStory(t outcome.Test, opt Options) *story {
	s := &story{
		test: t, f: t.Failure, src: newSources(opt.Source), find: newFinder(opt),
		gs: map[int]*step.Goroutine{}, objs: map[int]*step.Object{}, names: map[int]string{},
		focus: map[int]bool{}, cast: map[int]bool{}, marks: map[int]verdict.Text{},
	}
	s.pkg, _, _ = strings.Cut(t.Name[strings.LastIndexByte(t.Name, '/')+1:], ".")
	for i := range t.Failure.Goroutines {
		g := &t.Failure.Goroutines[i]
		s.gs[g.G] = g
	}
	for i := range t.Failure.Objects {
		o := &t.Failure.Objects[i]
		s.objs[o.ID] = o
	}
	s.read()
	s.name()
	s.derive()
	s.hurry()
	return s
}

// read makes acts of the events. An event that says "blocks" is made one with the step
// that blocks.
func (s *story) read() {
	counts := map[int]int{}
	for i, e := range s.f.Events {
		a := s.understand(e)
		a.event = i
		if n, err := strconv.Atoi(a.Value); a.kind == step.GroupAdd && err == nil {
			a.down = n < counts[a.Object]
			counts[a.Object] = n
		}
		if n := len(s.acts); blocks(e) && n > 0 {
			if last := &s.acts[n-1]; last.G == e.G && last.kind == a.kind && !last.waits && last.Step == e.Step {
				last.waits = true
				last.note.wakes = append(last.note.wakes, a.note.wakes...)
				continue
			}
		}
		a.waits = blocks(e)
		s.acts = append(s.acts, a)
	}
}

func blocks(e step.Event) bool { return e.Note == "blocks" || strings.HasPrefix(e.Note, "blocks,") }

// understand makes an act of an event.
func (s *story) understand(e step.Event) act {
	a := act{Event: e, note: parseNote(e.Note), early: -1}
	a.kind, _ = step.ParseKind(e.Kind)
	a.Expr = term.Line(e.Expr)
	a.Value = plainValue(term.Line(e.Value))
	var frame step.Frame
	a.at, frame = s.find.at(e.Frames)
	if a.note.null && a.Value == "" {
		a.Value = "nil"
	}
	if e.Object != 0 && e.Expr == "" {
		a.here, a.calls = s.src.receivers(frame.File, frame.Line, a.kind)
	} else if a.Expr != "" && e.Object != 0 {
		a.here = []string{a.Expr}
	}
	return a
}

// plainValue is a value as it is shown. Where the record has a type in place of a value,
// all it says is that a pointer or the like is not nil.
func plainValue(v string) string {
	for _, start := range []string{"*", "map[", "chan ", "<-chan ", "func("} {
		if strings.HasPrefix(v, start) {
			return "non-nil"
		}
	}
	if v == "" || v[0] == '"' || v[0] == '-' || '0' <= v[0] && v[0] <= '9' || strings.HasPrefix(v, "len ") {
		return v
	}
	switch v {
	case "true", "false", "nil", "NaN", "+Inf":
		return v
	}
	return ""
}

// parseNote takes a note apart. Its parts are separated by ", ", which may also be in the
// text of a case, and in a report, which comes last.
func parseNote(text string) note {
	n := note{starts: -1}
	text, n.report, _ = strings.Cut(text, "reports: ")
	n.report = term.Line(n.report)
	for part := range strings.SplitSeq(text, ", ") {
		part = term.Line(part)
		switch {
		case part == "" || part == "blocks":
		case part == "closed":
			n.closed = true
		case part == "true":
			n.yes = true
		case part == "false":
			n.no = true
		case part == "default":
			n.absent = true
		case part == "nobody waits":
			n.nobody = true
		case part == "nil":
			n.null = true
		case strings.HasPrefix(part, "case "):
			n.took = strings.TrimPrefix(part, "case ")
		default:
			n.other(part)
		}
	}
	return n
}

// other takes down a part that ends in a number, the rest of a case, or what is unknown.
func (n *note) other(part string) {
	if g, ok := step.WokenBy(part); ok {
		n.wakes = append(n.wakes, g)
		return
	}
	if g, ok := numberAfter(part, "starts g"); ok {
		n.starts = g
		return
	}
	if n.took != "" {
		n.took += ", " + part
		return
	}
	n.rest = append(n.rest, part)
}

func numberAfter(s, prefix string) (int, bool) {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(rest)
	return n, err == nil
}

// name gives every object its name: what the source called it first. Of two objects with
// one name the later gets a number, and one without a name is called by its kind.
func (s *story) name() {
	var order []int
	called, seen, lines := map[int]string{}, map[int]bool{}, map[string][]int{}
	see := func(id int, name string) {
		if !seen[id] {
			seen[id] = true
			order = append(order, id)
			if o := s.objs[id]; o != nil {
				called[id] = term.Line(o.Expr)
			}
		}
		if called[id] == "" {
			called[id] = name
		}
	}
	for i := range s.acts {
		if a := &s.acts[i]; a.Object != 0 {
			see(a.Object, among(a, lines))
		}
	}
	for _, o := range s.f.Objects {
		see(o.ID, "")
	}
	s.distinguish(order, called)
}

// among picks from the expressions of a line the one for the act's object: the objects of
// a line come in the order of its calls.
func among(a *act, lines map[string][]int) string {
	switch len(a.here) {
	case 0:
		return ""
	case 1:
		return a.here[0]
	}
	key := brief(a.at) + a.Kind
	at := len(lines[key])
	for i, id := range lines[key] {
		if id == a.Object {
			at = i
		}
	}
	if at == len(lines[key]) {
		lines[key] = append(lines[key], a.Object)
	}
	if at < len(a.here) {
		return a.here[at]
	}
	return strings.Join(a.here, "|")
}

// distinguish makes names unique among variables, and among all the rest.
func (s *story) distinguish(order []int, called map[int]string) {
	times := map[string]int{}
	for _, id := range order {
		name := called[id]
		if name == "" {
			kind := "object"
			if o := s.objs[id]; o != nil && o.Kind != "" {
				kind = term.Line(o.Kind)
			}
			if kind == "clock" {
				s.names[id] = kind
				continue
			}
			s.names[id] = kind + " #" + strconv.Itoa(id)
			continue
		}
		class := name // a variable and what it points at are told apart by what is done
		if o := s.objs[id]; o != nil && o.Kind == "variable" {
			class = "variable " + name
		}
		if times[class]++; times[class] > 1 {
			name += "#" + strconv.Itoa(times[class])
		}
		s.names[id] = name
	}
}

// alias is what the source calls the act's object at its line, if that is not its name.
func (s *story) alias(a *act) string {
	base, _, _ := strings.Cut(s.names[a.Object], "#")
	if len(a.here) != 1 || a.here[0] == base || strings.Contains(s.names[a.Object], " #") {
		return ""
	}
	return a.here[0]
}

// derive adds to the acts where a goroutine stood before a lock that another one held:
// the record does not have it, for such a goroutine is not among those that can run.
func (s *story) derive() {
	next := s.nextOf()
	w := newWorld(s)
	var out, late []act
	for i := range s.acts {
		a := s.acts[i]
		out = append(out, a)
		w.step(&a)
		if a.G < 0 || a.waits || a.kind == step.Exit || i+1 < len(s.acts) && s.acts[i+1].G == a.G {
			continue
		}
		paused := i+1 < len(s.acts) && s.acts[i+1].Preempts && s.acts[i+1].From == a.G
		if wait, ok := s.standing(&a, next[i], w); ok && !paused {
			out = append(out, wait)
		} else if ok && next[i] < 0 {
			late = append(late, wait)
		}
	}
	s.acts = append(out, late...)
}

// nextOf is for each act the index of the next act of the same goroutine, -1 if none.
func (s *story) nextOf() []int {
	next, seen := make([]int, len(s.acts)), map[int]int{}
	for i := len(s.acts) - 1; i >= 0; i-- {
		next[i] = -1
		if j, ok := seen[s.acts[i].G]; ok {
			next[i] = j
		}
		seen[s.acts[i].G] = i
	}
	return next
}

// standing is the act of standing before a lock after a, if that is what happened. next
// is the goroutine's next act, or -1.
func (s *story) standing(a *act, next int, w *world) (act, bool) {
	var wait act
	if next >= 0 {
		wait = s.acts[next]
		wait.event = a.event
	} else {
		g := s.gs[a.G]
		if g == nil || g.State == "done" || g.State == "ready" {
			return act{}, false
		}
		wait = s.understand(step.Event{G: g.G, Kind: g.State, Object: g.Object, Expr: g.Expr, Frames: g.Frames, Step: a.Step, Now: a.Now})
		wait.event = a.event
	}
	switch {
	case wait.kind == step.Lock && len(w.holders[wait.Object]) > 0:
	case wait.kind == step.RLock && w.writer(wait.Object):
	case next < 0 && gated(wait.kind):
	default:
		return act{}, false
	}
	wait.waits, wait.derived, wait.Preempts, wait.note = true, true, false, note{starts: -1}
	return wait, true
}

// gated are the kinds of steps that are pending while they wait, without an event.
func gated(k step.Kind) bool {
	switch k {
	case step.Lock, step.RLock, step.GroupWait, step.Once, step.CondWait:
		return true
	}
	return false
}
