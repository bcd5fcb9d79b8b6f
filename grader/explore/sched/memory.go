package sched

import (
	"runtime"
	"unsafe"

	"racekit/grader/explore/step"
)

// MemoryMode says what is done at accesses to plain variables that several goroutines
// may share.
type MemoryMode uint8

const (
	// Ignore: nothing. Schedules differ in what is synchronised only, which loses
	// nothing as long as there is no data race.
	Ignore MemoryMode = iota
	// Follow finds pairs of them that nothing orders, see [Result.Pair], as the race detector
	// does. That one sees all code, but it can be told to look away, and forgets all but the
	// last few accesses to a word.
	Follow
	// Learn finds out which of them are shared.
	Learn
	// Watch makes those accesses steps of their own, which others can come between.
	Watch
)

// memory is what is known of plain variables.
type memory struct {
	mode MemoryMode
	vars table
	made pool[variable]
	// sites are the accesses, by program counter, that were seen to touch something that
	// several goroutines share, one of them writing. It outlives the schedule.
	sites table
}

// variable is one address that was accessed.
type variable struct {
	Object
	last    int32
	written bool
	shared  bool
	by      []uintptr
	// wrote is the last write, reads the reads since then.
	wrote touched
	reads []touched
}

func (m *memory) begin(mode MemoryMode) {
	m.mode = mode
	m.forget()
}

func (m *memory) forget() {
	m.vars.clear()
	m.made.clear()
}

// variable makes the record of the variable at p, which the source calls expr.
func (m *memory) variable(p unsafe.Pointer, expr string) *variable {
	if m.mode == Follow && m.vars.n >= mostFollowed {
		m.forget()
	}
	v := m.made.get()
	*v = variable{last: -1, by: v.by[:0], reads: v.reads[:0]}
	v.kind, v.expr = "variable", expr
	m.vars.put(p, unsafe.Pointer(v))
	return v
}

// mostFollowed is how many variables are followed before all are forgotten: a schedule is not
// to run out of memory for that.
const mostFollowed = 1 << 18

// ForgetSites begins to learn anew.
func ForgetSites() { the.mem.sites = table{} }

// Rd marks a read of *p, which the source calls expr.
//
//go:norace
func Rd[T any](p *T, expr string) *T {
	if the.mem.mode != Ignore {
		if access(unsafe.Pointer(p), step.MemRead, expr) {
			noteRead(p)
		}
	}
	return p
}

// Wr marks a write of *p.
//
//go:norace
func Wr[T any](p *T, expr string) *T {
	if the.mem.mode != Ignore {
		if access(unsafe.Pointer(p), step.MemWrite, expr) {
			noteLate(p)
		}
	}
	return p
}

// Store is *p = v, written Store(&x, "x")(v), as a step after v was computed.
//
//go:norace
func Store[T any](p *T, expr string) func(T) {
	return func(v T) { store(p, v, expr) }
}

func store[T any](p *T, v T, expr string) {
	*Wr(p, expr) = v
}

// RdMap marks a read of the map m, WrMap a change of it.
//
//go:norace
func RdMap[M ~map[K]V, K comparable, V any](m M, expr string) M {
	if the.mem.mode != Ignore {
		access(*(*unsafe.Pointer)(unsafe.Pointer(&m)), step.MapRead, expr)
	}
	return m
}

// WrMap marks a change of the map m.
//
//go:norace
func WrMap[M ~map[K]V, K comparable, V any](m M, expr string) M {
	if the.mem.mode != Ignore {
		access(*(*unsafe.Pointer)(unsafe.Pointer(&m)), step.MapWrite, expr)
	}
	return m
}

// access is a step on a variable if it is known to be shared. It reports whether an event
// was taken down.
func access(p unsafe.Pointer, k step.Kind, expr string) (told bool) {
	s := &the
	g := s.cur
	if g == nil || g.dying || p == nil || s.ticking {
		return false
	}
	v := (*variable)(s.mem.vars.get(p))
	if v == nil {
		v = s.mem.variable(p, expr)
	}
	if s.mem.mode == Follow {
		s.hb.access(s, v, g, k == step.MemWrite || k == step.MapWrite, false)
		return false
	}
	var pcs [4]uintptr
	runtime.Callers(3, pcs[:])
	known := s.mem.sites.get(site(pcs[0])) != nil
	if s.mem.mode == Learn {
		s.mem.learn(v, g.id, k, pcs[0])
	}
	switch {
	case known && s.mem.mode == Watch:
		point(&v.Object, k, nil, expr)
	case known && s.rec != nil:
		g.expr = expr
		s.record(g, &v.Object, k, "")
	}
	told = known && s.rec != nil
	s.hb.access(s, v, g, k == step.MemWrite || k == step.MapWrite, told)
	return told
}

// site makes a key of a program counter.
func site(pc uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&pc)) }

// learn takes an access down, and its site as shared if others accessed the variable as
// well and somebody wrote.
func (m *memory) learn(v *variable, g int32, k step.Kind, pc uintptr) {
	const most = 16
	v.written = v.written || k == step.MemWrite || k == step.MapWrite
	if v.last != g && v.last >= 0 {
		v.shared = true
	}
	if v.last < 0 {
		v.last = g
	}
	if len(v.by) < most {
		v.by = append(v.by, pc)
	}
	if v.shared && v.written {
		for _, one := range v.by {
			m.sites.put(site(one), unsafe.Pointer(m))
		}
		m.sites.put(site(pc), unsafe.Pointer(m))
	}
}
