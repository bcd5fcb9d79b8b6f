// Package cowmap is a map for many readers: an atomic.Value holds a map that
// is never changed, writers put a changed copy in its place.
package cowmap

import (
	"sync"
	"sync/atomic"
)

type table map[string]int

// Map is ready as its zero value.
type Map struct {
	mu      sync.Mutex   // for writers
	current atomic.Value // of table
}

func (m *Map) load() table {
	t, _ := m.current.Load().(table)
	return t
}

// Get needs no lock.
func (m *Map) Get(key string) (int, bool) {
	v, ok := m.load()[key]
	return v, ok
}

// Len counts the keys.
func (m *Map) Len() int { return len(m.load()) }

// Snapshot returns the whole map as it is now; the caller must not change it.
func (m *Map) Snapshot() map[string]int { return m.load() }

// Update makes all the changes of f visible at once.
func (m *Map) Update(f func(map[string]int)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := m.load()
	next := make(table, len(old)+1)
	for k, v := range old {
		next[k] = v
	}
	f(next)
	m.current.Store(next)
}

// Put sets one key.
func (m *Map) Put(key string, v int) {
	m.Update(func(t map[string]int) { t[key] = v })
}

// Delete removes one key.
func (m *Map) Delete(key string) {
	m.Update(func(t map[string]int) { delete(t, key) })
}
