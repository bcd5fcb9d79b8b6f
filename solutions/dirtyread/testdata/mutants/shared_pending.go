// All open transactions collect their changes in one map, so that they see each other's and
// commit each other's.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestOthersReadCommitted", "TestRollbackLeavesNoTrace", "TestCommitsDoNotMix"]
package dirtyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu                 sync.Mutex
	committed, pending map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{committed: map[string]int{}, pending: map[string]int{}}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s}
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
	store *Store
}

// Get returns what this transaction sees of k.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if v, ok := t.store.pending[k]; ok {
		return v // mutant: perhaps of another transaction
	}
	return t.store.committed[k]
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	t.store.pending[k] = v // mutant: shared by all transactions
}

// Commit makes the changes visible.
func (t *Tx) Commit() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	maps.Copy(t.store.committed, t.store.pending)
	clear(t.store.pending)
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	clear(t.store.pending)
}
