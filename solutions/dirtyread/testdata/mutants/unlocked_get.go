// Get reads the committed map without the lock, while a commit writes to it.
//
//	verdicts = ["data race", "panic"]
//	means = "native"
//	fails = ["TestOthersReadCommitted"]
package dirtyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu        sync.Mutex
	committed map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{committed: map[string]int{}}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, changes: map[string]int{}}
}

// All returns all that is committed.
func (s *Store) All() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]int{}
	maps.Copy(all, s.committed)
	return all
}

// Tx is a transaction.
type Tx struct {
	store   *Store
	changes map[string]int
}

// Get returns what this transaction sees of k.
func (t *Tx) Get(k string) int {
	if v, ok := t.changes[k]; ok {
		return v
	}
	return t.store.committed[k] // mutant: nothing orders this after the commit that writes
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit makes the changes visible.
func (t *Tx) Commit() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	maps.Copy(t.store.committed, t.changes)
	t.changes = nil
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.changes = nil
}
