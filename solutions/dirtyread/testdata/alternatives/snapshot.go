// Package dirtyread lets a transaction read from the state at its Begin. That is more
// than is asked for: it reads the same value twice as well. Commits are still merged into
// the newest state.
package dirtyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu        sync.Mutex
	committed map[string]int // replaced under mu, and never written to
}

// New returns a store without keys.
func New() *Store {
	return &Store{committed: map[string]int{}}
}

// Begin starts a transaction on the state as it is now.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, seen: s.state(), changes: map[string]int{}}
}

// All returns a copy of all that is committed.
func (s *Store) All() map[string]int {
	return maps.Clone(s.state())
}

// state returns the newest state, which is for reading only.
func (s *Store) state() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.committed
}

// Tx is a transaction.
type Tx struct {
	store   *Store
	seen    map[string]int // shared with other transactions, for reading only
	changes map[string]int
}

// Get returns what this transaction sees of k.
func (t *Tx) Get(k string) int {
	if v, ok := t.changes[k]; ok {
		return v
	}
	return t.seen[k]
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit puts a changed copy of the newest state in its place.
func (t *Tx) Commit() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	merged := maps.Clone(t.store.committed)
	maps.Copy(merged, t.changes)
	t.store.committed = merged
	t.changes = nil
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.changes = nil
}
