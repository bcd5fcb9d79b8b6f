package sync

import (
	"hash/maphash"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Map is sync.Map. Each method is one step, but for Range, which is one for each key.
//
// A key that was deleted keeps its entry: whoever finds it missing is ordered after who
// deleted it.
type Map struct {
	obj     sched.Object
	entries []*entry
	// index holds places in entries, from 1, by hash of the key; 0 is free.
	index []int32
}

type entry struct {
	key, value any
	there      bool
	token      uint64
}

// hashes makes equal keys hash alike. Nothing depends on how.
var hashes = maphash.MakeSeed()

// slot is where key is in the index, or would be. It panics if key cannot be hashed.
func (m *Map) slot(key any) int {
	mask := uint64(len(m.index) - 1)
	i := maphash.Comparable(hashes, key) & mask
	for m.index[i] != 0 && m.entries[m.index[i]-1].key != key {
		i = (i + 1) & mask
	}
	return int(i)
}

// find returns the entry of key, nil if there was never one.
func (m *Map) find(key any) *entry {
	if len(m.index) == 0 {
		maphash.Comparable(hashes, key)
		return nil
	}
	if i := m.index[m.slot(key)]; i != 0 {
		return m.entries[i-1]
	}
	return nil
}

// make returns the entry of key, a new one if there was never one.
func (m *Map) make(key any) *entry {
	if e := m.find(key); e != nil {
		return e
	}
	e := &entry{key: key}
	m.entries = append(m.entries, e)
	if 2*len(m.entries) > len(m.index) {
		m.index = make([]int32, max(8, 2*len(m.index)))
		for i, old := range m.entries[:len(m.entries)-1] {
			m.index[m.slot(old.key)] = int32(i + 1)
		}
	}
	m.index[m.slot(key)] = int32(len(m.entries))
	return e
}

// point is the point before a step. Before any schedule, the step is done all the same.
func (m *Map) point(k step.Kind) bool {
	m.obj.Named("Map")
	return sched.Point(&m.obj, k) || !sched.Running()
}

// look reads e, which may be nil, and is ordered after who wrote it last.
func (e *entry) look() (any, bool) {
	if e == nil {
		return nil, false
	}
	sched.Acquire(&e.token)
	if !e.there {
		sched.Note("missing")
		return nil, false
	}
	if sched.RecordingOn() {
		sched.Value(e.value)
	}
	return e.value, true
}

// write changes e. Whoever reads it from now on is ordered after this, and not any more
// after who wrote before.
func (e *entry) write(value any, there bool) {
	e.value, e.there = value, there
	sched.Release(&e.token)
	if sched.RecordingOn() && there {
		sched.Value(value)
	}
}

// Load is sync.Map.Load.
//
//go:noinline
func (m *Map) Load(key any) (value any, ok bool) {
	if !m.point(step.SyncMapRead) {
		return nil, false
	}
	return m.find(key).look()
}

// Store is sync.Map.Store.
//
//go:noinline
func (m *Map) Store(key, value any) {
	if m.point(step.SyncMapWrite) {
		m.make(key).write(value, true)
	}
}

// Delete is sync.Map.Delete.
//
//go:noinline
func (m *Map) Delete(key any) {
	if !m.point(step.SyncMapWrite) {
		return
	}
	if e := m.find(key); e != nil && e.there {
		e.write(nil, false)
	}
}

// Clear is sync.Map.Clear.
//
//go:noinline
func (m *Map) Clear() {
	if !m.point(step.SyncMapWrite) {
		return
	}
	for _, e := range m.entries {
		if e.there {
			e.write(nil, false)
		}
	}
}

// LoadOrStore is sync.Map.LoadOrStore.
//
//go:noinline
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if !m.point(step.SyncMapWrite) {
		return value, false
	}
	e := m.make(key)
	if old, ok := e.look(); ok {
		return old, true
	}
	e.write(value, true)
	return value, false
}

// LoadAndDelete is sync.Map.LoadAndDelete.
//
//go:noinline
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	if !m.point(step.SyncMapWrite) {
		return nil, false
	}
	e := m.find(key)
	if value, loaded = e.look(); loaded {
		e.write(nil, false)
	}
	return value, loaded
}

// Swap is sync.Map.Swap.
//
//go:noinline
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	if !m.point(step.SyncMapWrite) {
		return nil, false
	}
	e := m.make(key)
	previous, loaded = e.look()
	e.write(value, true)
	return previous, loaded
}

// CompareAndSwap is sync.Map.CompareAndSwap.
//
//go:noinline
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	if !m.point(step.SyncMapWrite) {
		return false
	}
	e := m.find(key)
	if v, ok := e.look(); !ok || v != old {
		return false
	}
	e.write(new, true)
	return true
}

// CompareAndDelete is sync.Map.CompareAndDelete.
//
//go:noinline
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	if !m.point(step.SyncMapWrite) {
		return false
	}
	e := m.find(key)
	if v, ok := e.look(); !ok || v != old {
		return false
	}
	e.write(nil, false)
	return true
}

// Range is sync.Map.Range. It visits the keys that are there when it begins and are still
// there when their turn comes, beginning anywhere.
//
//go:noinline
func (m *Map) Range(f func(key, value any) bool) {
	if !m.point(step.SyncMapRead) {
		return
	}
	all := make([]*entry, 0, len(m.entries))
	for _, e := range m.entries {
		if e.there {
			all = append(all, e)
		}
	}
	at := 0
	if len(all) > 1 {
		at = int(sched.Random() % uint64(len(all)))
	}
	for i := range all {
		e := all[(at+i)%len(all)]
		if i > 0 && !m.point(step.SyncMapRead) {
			return
		}
		if v, ok := e.look(); ok && !f(e.key, v) {
			return
		}
	}
}
