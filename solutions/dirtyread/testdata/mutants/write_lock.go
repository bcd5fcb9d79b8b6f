// Set keeps the lock for writing until Commit: nobody sees a change too early, because
// everybody waits.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestOthersReadCommitted", "TestAllIsACopyOfTheCommitted", "TestRollbackLeavesNoTrace", "TestCommitsDoNotMix", "TestCommitIsOneStep"]
package dirtyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu        sync.RWMutex
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
	s.mu.RLock() // mutant: waits for an open transaction
	defer s.mu.RUnlock()
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
	t.store.mu.RLock() // mutant: waits for an open transaction
	defer t.store.mu.RUnlock()
	return t.store.committed[k]
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	if len(t.changes) == 0 {
		t.store.mu.Lock() // mutant: held until Commit or Rollback
	}
	t.changes[k] = v
}

// Commit makes the changes visible.
func (t *Tx) Commit() {
	if len(t.changes) > 0 {
		maps.Copy(t.store.committed, t.changes)
		t.store.mu.Unlock()
	}
	t.changes = nil
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	if len(t.changes) > 0 {
		t.store.mu.Unlock()
	}
	t.changes = nil
}
