package fuzzyread

import (
	"maps"
	"sync"
	"sync/atomic"
)

// Store is copy-on-write. A published map is immutable.
type Store struct {
	mu  sync.Mutex // writers
	cur atomic.Value
}

func New() *Store {
	s := &Store{}
	s.cur.Store(map[string]int{})
	return s
}

func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := maps.Clone(s.cur.Load().(map[string]int))
	maps.Copy(m, changes)
	s.cur.Store(m)
}

func (s *Store) Begin() *Tx { return &Tx{s.cur.Load().(map[string]int)} }

type Tx struct{ m map[string]int }

func (t *Tx) Get(k string) int { return t.m[k] }

func (t *Tx) Close() { t.m = nil }
