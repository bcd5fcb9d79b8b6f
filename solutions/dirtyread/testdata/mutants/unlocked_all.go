// All copies the map without the lock, since it only reads.
//
//	verdicts = ["data race", "panic"]
//	means = "native"
//	fails = ["TestCommitIsOneStep"]
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
	all := map[string]int{}
	for k, v := range s.committed { // mutant: nothing orders this read against a commit
		all[k] = v
	}
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
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	return t.store.committed[k]
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
