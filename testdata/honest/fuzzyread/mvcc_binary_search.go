// Package fuzzyread holds a small store whose readers want to see one moment: each key
// has a history, and a transaction reads the version of its time (MVCC).
package fuzzyread

import (
	"sort"
	"sync"
)

// version says that a key has had value since the revision since.
type version struct {
	since uint64
	value int
}

// Store holds numbers by name. Make one with New.
type Store struct {
	mu       sync.RWMutex
	revision uint64               // counts the Sets
	history  map[string][]version // oldest first
	open     map[uint64]int       // how many transactions look at a revision
}

// New returns a store without keys.
func New() *Store {
	return &Store{
		history: make(map[string][]version),
		open:    make(map[uint64]int),
	}
}

// Set changes all keys of changes in one step and leaves all others as they are.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revision++
	for k, v := range changes {
		s.history[k] = append(s.history[k], version{s.revision, v})
	}
}

// Begin starts a transaction that reads the store as it is now.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[s.revision]++
	return &Tx{store: s, revision: s.revision}
}

// vacuum drops the versions that nobody can ask for any more. It needs mu.
func (s *Store) vacuum() {
	oldest := s.revision
	for r := range s.open {
		oldest = min(oldest, r)
	}
	for k, h := range s.history {
		if i := at(h, oldest); i > 0 {
			s.history[k] = append([]version(nil), h[i:]...)
		}
	}
}

// at returns the index of the version that was valid at revision, or -1.
func at(h []version, revision uint64) int {
	return sort.Search(len(h), func(i int) bool { return h[i].since > revision }) - 1
}

// Tx is a transaction that only reads. It belongs to one goroutine.
type Tx struct {
	store    *Store
	revision uint64
}

// Get returns the value that k had at Begin, or 0 if it had none.
func (t *Tx) Get(k string) int {
	t.store.mu.RLock()
	defer t.store.mu.RUnlock()
	h := t.store.history[k]
	if i := at(h, t.revision); i >= 0 {
		return h[i].value
	}
	return 0
}

// Close ends the transaction. It is called once, and no Get comes after it.
func (t *Tx) Close() {
	s := t.store
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[t.revision]--; s.open[t.revision] == 0 {
		delete(s.open, t.revision)
		s.vacuum()
	}
}
