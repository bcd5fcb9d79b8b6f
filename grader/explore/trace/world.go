package trace

import (
	"slices"
	"strconv"
	"strings"

	"racekit/grader/explore/step"
)

// world is what the acts so far made of the objects: who holds which lock, what is in
// which variable and channel.
type world struct {
	s       *story
	holders map[int][]hold
	value   map[int]string
	fill    map[int]int
	closed  map[int]bool
	// lost are the channels whose fill cannot be told.
	lost map[int]bool
	// blocked are the acts in which goroutines wait until they are woken.
	blocked map[int]*act
}

// hold is a lock that is held. read: shared with other readers. act is where it was taken.
type hold struct {
	g    int
	read bool
	act  *act
}

func newWorld(s *story) *world {
	return &world{
		s: s, holders: map[int][]hold{}, value: map[int]string{}, fill: map[int]int{},
		closed: map[int]bool{}, lost: map[int]bool{}, blocked: map[int]*act{},
	}
}

// writer reports whether o is locked for more than reading.
func (w *world) writer(o int) bool {
	return slices.ContainsFunc(w.holders[o], func(h hold) bool { return !h.read })
}

// held are the objects that g holds, in the order of their numbers.
func (w *world) held(g int) []int {
	var os []int
	for o, hs := range w.holders {
		if slices.ContainsFunc(hs, func(h hold) bool { return h.g == g }) {
			os = append(os, o)
		}
	}
	slices.Sort(os)
	return os
}

// step does what a did.
func (w *world) step(a *act) {
	if a.derived {
		return
	}
	switch a.kind {
	case step.Lock, step.RLock:
		if !a.waits {
			w.take(a)
		}
	case step.TryLock, step.TryRLock:
		if a.note.yes {
			w.take(a)
		}
	case step.Unlock, step.RUnlock:
		w.release(a)
	case step.MemRead, step.MemWrite, step.AtomicLoad, step.AtomicStore, step.AtomicAdd, step.AtomicSwap:
		if a.Value != "" && a.Object != 0 {
			w.value[a.Object] = a.Value
		}
	case step.AtomicCAS:
		if a.Value != "" && a.note.yes {
			w.value[a.Object] = a.Value
		}
	case step.ChanSend, step.ChanRecv, step.ChanClose, step.Select:
		w.channel(a)
	}
	for _, g := range a.note.wakes {
		if b := w.blocked[g]; b != nil && (b.kind == step.Lock || b.kind == step.RLock) {
			w.take(b) // a lock that wakes somebody is his
		}
		delete(w.blocked, g)
	}
	if a.waits {
		w.blocked[a.G] = a
	}
}

func (w *world) take(a *act) {
	read := a.kind == step.RLock || a.kind == step.TryRLock
	w.holders[a.Object] = append(w.holders[a.Object], hold{a.G, read, a})
}

func (w *world) release(a *act) {
	hs := w.holders[a.Object]
	i := slices.IndexFunc(hs, func(h hold) bool { return h.g == a.G })
	if i < 0 {
		i = len(hs) - 1
	}
	if i >= 0 {
		w.holders[a.Object] = slices.Delete(slices.Clone(hs), i, i+1)
	}
}

// channel counts what is in a buffer. A select whose case is not the first channel's is
// beyond it: the record has no number for that channel.
func (w *world) channel(a *act) {
	o, kind := a.Object, a.kind
	if a.kind == step.Select {
		if a.waits || a.note.absent || a.note.took == "" {
			return
		}
		kind = step.ChanSend
		expr := strings.TrimSuffix(a.note.took, " <-")
		if strings.HasPrefix(a.note.took, "<-") {
			kind, expr = step.ChanRecv, strings.TrimPrefix(a.note.took, "<-")
		}
		if o = w.s.channelCalled(expr, o); o == 0 {
			for _, c := range w.s.f.Objects {
				w.lost[c.ID] = w.lost[c.ID] || c.Kind == "chan"
			}
			return
		}
	}
	switch {
	case kind == step.ChanClose:
		w.closed[o] = true
	case a.waits, w.closed[o] && kind == step.ChanSend, a.note.closed:
	case len(a.note.wakes) > 0: // handed over, or one out and one in
	case kind == step.ChanSend:
		w.fill[o]++
	case w.fill[o] > 0:
		w.fill[o]--
	default:
		w.lost[o] = true
	}
}

// channelCalled is the only channel that was ever called by an expression, 0 if there is
// none or there are several. first is preferred.
func (s *story) channelCalled(expr string, first int) int {
	found := 0
	for _, o := range s.f.Objects {
		if o.Kind != "chan" || o.Expr != expr {
			continue
		}
		if o.ID == first {
			return first
		}
		if found != 0 {
			return 0
		}
		found = o.ID
	}
	return found
}

// state is how o is now, "" if that cannot be told.
func (w *world) state(o int) string {
	object := w.s.objs[o]
	kind := ""
	if object != nil {
		kind = object.Kind
	}
	switch {
	case kind == "chan" && w.closed[o]:
		return "closed"
	case kind == "chan" && !w.lost[o]:
		return strconv.Itoa(w.fill[o])
	case isLock(kind):
		var who []string
		for _, h := range w.holders[o] {
			who = append(who, gname(h.g))
		}
		if len(who) == 0 {
			return "-"
		}
		return strings.Join(who, ",")
	}
	return w.value[o]
}

// heldBy reports whether objects of this kind have holders: locks, and a Once whose first
// call runs.
func heldBy(kind string) bool { return isLock(kind) || kind == "Once" }

// isLock reports whether objects of this kind are held by goroutines.
func isLock(kind string) bool { return kind == "Mutex" || kind == "RWMutex" }

// gname is how a goroutine is called.
func gname(g int) string { return "g" + strconv.Itoa(g) }
