// Commit loads the published map, changes a copy and stores it, whatever was stored meanwhile.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestCommitsDoNotMix", "TestOthersReadCommitted"]
package dirtyread

import (
	"maps"
	"sync/atomic"
)

// Store holds numbers by name.
type Store struct {
	committed atomic.Pointer[map[string]int] // nobody writes to a map that is in here
}

// New returns a store without keys.
func New() *Store {
	s := &Store{}
	s.committed.Store(&map[string]int{})
	return s
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, changes: map[string]int{}}
}

// All returns a copy of all that is committed.
func (s *Store) All() map[string]int {
	return maps.Clone(*s.committed.Load())
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
	return (*t.store.committed.Load())[k]
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit makes the changes visible.
func (t *Tx) Commit() {
	merged := maps.Clone(*t.store.committed.Load())
	maps.Copy(merged, t.changes)
	t.store.committed.Store(&merged) // mutant: a commit that came since the load is lost
	t.changes = nil
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.changes = nil
}
