package sched

import (
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/step"
)

// Recording is all that happened in one schedule.
type Recording struct {
	Events     []step.Event     `json:"events"`
	Goroutines []step.Goroutine `json:"goroutines"`
	Objects    []step.Object    `json:"objects"`
}

// deepest is how many frames of a stack are taken down at most.
const deepest = 24

// recorder takes events down. Their frames are resolved at the end.
type recorder struct {
	events  []step.Event
	pcs     [][]uintptr
	objects []*Object
	// taken is where each lock was last taken, by object.
	taken [][]uintptr
	// from and preempts are about the event that comes next.
	from     int32
	preempts bool
	// resumed goes on after it was woken, which is told only if something came of it.
	resumed *G
}

// stack is where the running goroutine stands.
func (r *recorder) stack(into []uintptr) []uintptr {
	var pcs [deepest]uintptr
	n := runtime.Callers(3, pcs[:])
	return append([]uintptr(nil), pcs[:n]...)
}

func (r *recorder) where(object int) []uintptr {
	if object < len(r.taken) {
		return r.taken[object]
	}
	return nil
}

// took notes that the running goroutine takes an object.
func (r *recorder) took(object int) {
	for len(r.taken) <= object {
		r.taken = append(r.taken, nil)
	}
	r.taken[object] = r.stack(nil)
}

// passed notes that the turn goes to g.
func (r *recorder) passed(s *scheduler, g *G, preempts bool) {
	r.preempts, r.from, r.resumed = preempts, -1, nil
	if s.cur != nil {
		r.from = s.cur.id
	}
}

// record takes down that g did a step of kind k on o, or what came of it.
func (s *scheduler) record(g *G, o *Object, k step.Kind, note string) {
	r := s.rec
	if r == nil {
		return
	}
	if r.resumed = nil; k == step.Resume && !r.preempts {
		r.resumed = g
		return
	}
	e := step.Event{Step: s.steps, G: int(g.id), Kind: k.String(), Expr: g.expr, Note: note, Now: s.now}
	if k == step.Exit {
		e.Expr = ""
	}
	if o != nil {
		e.Object = int(o.number(s))
	}
	if r.preempts {
		e.Preempts, e.From = true, int(r.from)
		r.preempts = false
	}
	pcs := g.pcs
	if note != "blocks" && k != step.Exit {
		pcs = r.stack(nil)
		g.pcs = pcs
	}
	r.events = append(r.events, e)
	r.pcs = append(r.pcs, pcs)
}

// spawned takes down a go statement; parent is nil where the clock starts a goroutine.
func (r *recorder) spawned(s *scheduler, parent, g *G) {
	e := step.Event{Step: s.steps, G: -1, Kind: step.Spawn.String(), Expr: g.name, Note: "starts g" + strconv.Itoa(int(g.id)), Now: s.now}
	if parent != nil {
		e.G = int(parent.id)
	}
	r.events = append(r.events, e)
	r.pcs = append(r.pcs, g.born)
}

// woke takes down that g can go on.
func (r *recorder) woke(s *scheduler, g *G) { s.note(step.WakesNote(int(g.id))) }

// tick takes down that the clock moved.
func (r *recorder) tick(s *scheduler) {
	r.events = append(r.events, step.Event{Step: s.steps, G: -1, Kind: step.Clock.String(), Now: s.now})
	r.pcs = append(r.pcs, nil)
	r.resumed = nil
}

// last is the event that something is to be added to, nil if nothing is taken down. After
// the last step of a goroutine that was woken it is that of its going on.
func (s *scheduler) last() *step.Event {
	r := s.rec
	if r == nil {
		return nil
	}
	if g := r.resumed; g != nil {
		r.resumed = nil
		r.events = append(r.events, step.Event{Step: s.steps, G: int(g.id), Kind: step.Resume.String(), Expr: g.expr, Now: s.now})
		r.pcs = append(r.pcs, g.pcs)
	}
	if len(r.events) == 0 {
		return nil
	}
	return &r.events[len(r.events)-1]
}

// note adds to the last event.
func (s *scheduler) note(text string) {
	if e := s.last(); e != nil {
		e.Note = strings.TrimPrefix(e.Note+", "+text, ", ")
	}
}

func (s *scheduler) value(text string) {
	if e := s.last(); e != nil {
		e.Value = text
	}
}

// Note adds to what is recorded of the step just done.
//
//go:noinline
func Note(text string) { the.note(text) }

// Value says what the step just done read or wrote.
//
//go:noinline
func Value(v any) {
	if the.rec != nil {
		the.value(plain(v))
	}
}

// Recording reports whether events are taken down.
//
//go:noinline
func RecordingOn() bool { return the.rec != nil }

func (s *scheduler) noteCase(c Case) {
	if s.rec != nil {
		s.note("case " + c.label())
	}
}

//go:norace
func noteValue[T any](v T) {
	if the.rec != nil {
		the.value(plain(v))
	}
}

//go:norace
func noteReceived[T any](v T, ok bool) {
	if the.rec == nil {
		return
	}
	if !ok {
		the.note("closed")
		return
	}
	the.value(plain(v))
}

//go:norace
func noteRead[T any](p *T) { the.value(plain(*p)) }

// noteLate takes down what is written by the time of the goroutine's next event.
//
//go:norace
func noteLate[T any](p *T) {
	s := &the
	g := s.cur
	if g == nil || len(s.rec.events) == 0 {
		return
	}
	at := len(s.rec.events) - 1
	if s.rec.events[at].G != int(g.id) {
		return
	}
	g.late = late{at: at, place: unsafe.Pointer(p), describe: plainAt[T]}
}

// late is a write whose value is not known yet: what it will be read from, by the
// goroutine's next event. It is no closure, which would be instrumented, and would look
// like a read of the program's own.
type late struct {
	at       int
	place    unsafe.Pointer
	describe func(unsafe.Pointer) string
}

//go:norace
func plainAt[T any](p unsafe.Pointer) string { return plain(*(*T)(p)) }

// settleLate completes the event of a write.
func (g *G) settleLate() {
	if r := the.rec; r != nil && g.late.describe != nil {
		r.events[g.late.at].Value = g.late.describe(g.late.place)
	}
	g.late = late{}
}

// plain describes a value without calling any method of it, which would be a step of the
// program: numbers, strings and the like, and for the rest whether it is nil.
func plain(v any) string {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.Bool:
		return strconv.FormatBool(r.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(r.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(r.Uint(), 10)
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(r.Float(), 'g', -1, 64)
	case reflect.String:
		return strconv.Quote(clip(r.String(), 40))
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.Interface:
		if r.IsNil() {
			return "nil"
		}
	case reflect.Slice:
		return fmt.Sprintf("len %d", r.Len())
	case reflect.Struct:
		if r.NumField() == 0 {
			return ""
		}
	}
	return r.Type().String()
}

func clip(s string, most int) string {
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// close resolves frames and describes how everything stood at the end.
func (r *recorder) close(s *scheduler) *Recording {
	rec := &Recording{Events: r.events}
	known := map[[deepest]uintptr][]step.Frame{} // a long schedule has few different places
	for i := range rec.Events {
		var key [deepest]uintptr
		n := copy(key[:], r.pcs[i])
		frames, ok := known[key]
		if !ok {
			frames = resolve(key[:n])
			known[key] = frames
		}
		rec.Events[i].Frames = frames
	}
	for _, g := range s.all {
		one := step.Goroutine{G: int(g.id), Name: g.name, Parent: int(g.parent), Spawned: resolve(g.born), Frames: resolve(g.pcs), State: "ready", Since: g.since}
		if g.obj != nil {
			one.Object = int(g.obj.number(s))
		}
		switch {
		case g.done:
			one.State = "done"
		case !g.runnable():
			one.State, one.Expr = g.kind.String(), g.expr
		}
		rec.Goroutines = append(rec.Goroutines, one)
	}
	for _, o := range r.objects {
		one := step.Object{ID: int(o.id), Kind: o.kind, Expr: o.expr, State: o.note, Taken: resolve(r.where(int(o.id)))}
		for _, g := range o.held[:o.holds] {
			one.Holders = append(one.Holders, int(g))
		}
		rec.Objects = append(rec.Objects, one)
	}
	return rec
}

// own are the packages whose frames say nothing to the reader of a trace.
const own = "racekit/grader/explore/"

// resolve turns program counters into frames, innermost first, without the explorer's.
func resolve(pcs []uintptr) []step.Frame {
	const most = 8
	if len(pcs) == 0 {
		return nil
	}
	var out []step.Frame
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if f.Function != "" && !explorers(f.Function) && len(out) < most {
			out = append(out, step.Frame{Func: strings.TrimPrefix(f.Function, outcome.Rewritten), File: f.File, Line: f.Line})
		}
		if !more {
			return out
		}
	}
}
