package sched

import "unsafe"

// table finds what belongs to an address: a channel's shadow, a variable's record. It
// is no Go map, for the runtime shows accesses to maps to the race detector wherever
// they come from, and the goroutines that come here are ordered by hand-offs that are
// hidden from it.
//
// Keys keep what they point at alive until clear.
type table struct {
	keys []unsafe.Pointer
	vals []unsafe.Pointer
	n    int
}

func (t *table) slot(p unsafe.Pointer) int {
	mask := len(t.keys) - 1
	i := int(mix(uint64(uintptr(p)), 1)) & mask
	for t.keys[i] != nil && t.keys[i] != p {
		i = (i + 1) & mask
	}
	return i
}

func (t *table) get(p unsafe.Pointer) unsafe.Pointer {
	if t.n == 0 {
		return nil
	}
	return t.vals[t.slot(p)]
}

func (t *table) put(p, v unsafe.Pointer) {
	if 2*(t.n+1) > len(t.keys) {
		t.grow()
	}
	i := t.slot(p)
	if t.keys[i] == nil {
		t.n++
	}
	t.keys[i], t.vals[i] = p, v
}

func (t *table) grow() {
	old := *t
	size := max(16, 2*len(old.keys))
	*t = table{keys: make([]unsafe.Pointer, size), vals: make([]unsafe.Pointer, size)}
	for i, k := range old.keys {
		if k != nil {
			t.put(k, old.vals[i])
		}
	}
}

// clear forgets everything; what has become large is given back.
func (t *table) clear() {
	if len(t.keys) > 1<<12 {
		*t = table{}
		return
	}
	if t.n > 0 {
		clear(t.keys)
		clear(t.vals)
		t.n = 0
	}
}

// pool makes values that the next schedule uses again: to allocate one costs more than all
// that is done with it, above all where the race detector is told.
type pool[T any] struct {
	all  []*T
	used int
}

// get returns one, as it was left by who had it before.
func (p *pool[T]) get() *T {
	if p.used == len(p.all) {
		p.all = append(p.all, new(T))
	}
	p.used++
	return p.all[p.used-1]
}

// clear takes all of them back; of many, none is kept.
func (p *pool[T]) clear() {
	if len(p.all) > 1<<12 {
		p.all = nil
	}
	p.used = 0
}
