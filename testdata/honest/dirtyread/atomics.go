package dirtyread

import (
	"maps"
	"sync/atomic"
)

// Store points to the committed values, which are replaced as a whole and never changed.
type Store struct {
	committed atomic.Pointer[map[string]int]
}

func New() *Store {
	s := new(Store)
	s.committed.Store(&map[string]int{})
	return s
}

func (s *Store) Begin() *Tx { return &Tx{s: s, set: map[string]int{}} }

func (s *Store) All() map[string]int { return maps.Clone(*s.committed.Load()) }

type Tx struct {
	s   *Store
	set map[string]int
}

func (t *Tx) Get(k string) int {
	if v, ok := t.set[k]; ok {
		return v
	}
	return (*t.s.committed.Load())[k]
}

func (t *Tx) Set(k string, v int) { t.set[k] = v }

func (t *Tx) Commit() {
	for {
		old := t.s.committed.Load()
		next := maps.Clone(*old)
		maps.Copy(next, t.set)
		if t.s.committed.CompareAndSwap(old, &next) {
			t.set = nil
			return
		}
	}
}

func (t *Tx) Rollback() { t.set = nil }
