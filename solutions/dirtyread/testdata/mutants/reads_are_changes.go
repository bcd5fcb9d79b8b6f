// What was read is kept with the changes, and committed with them.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestCommitsDoNotMix", "TestAllIsACopyOfTheCommitted", "TestOthersReadCommitted"]
package dirtyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name. Make one with New. Its methods may be called by many
// goroutines at once.
type Store struct {
	mu        sync.Mutex
	committed map[string]int // guarded by mu; nothing of an open transaction is in here
}

// New returns a store without keys.
func New() *Store {
	return &Store{committed: map[string]int{}}
}

// Begin starts a transaction. Any number of them may be open at the same time.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, changes: map[string]int{}}
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() map[string]int {
	// The copy is made under the lock: a pointer to the map that is handed out here
	// would be read by the caller while the next commit writes.
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]int{}
	maps.Copy(all, s.committed)
	return all
}

// Tx is a transaction. It belongs to one goroutine and ends with its first Commit or
// Rollback.
type Tx struct {
	store   *Store
	changes map[string]int // belongs to the goroutine of the transaction: no lock
}

// Get returns what this transaction has set k to. If it has not set k, Get returns
// the committed value, or 0 if there is none.
func (t *Tx) Get(k string) int {
	if v, ok := t.changes[k]; ok {
		return v
	}
	// Held for one read, not until the end of the transaction: nobody waits for a
	// transaction, only for a call.
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	t.changes[k] = t.store.committed[k]
	return t.changes[k]
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit makes all changes of the transaction visible, in one step. If several
// transactions have set the same key, the one that commits last wins.
func (t *Tx) Commit() {
	// One critical section for all keys. With one for each key, All could come in
	// between, and so could another commit.
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	maps.Copy(t.store.committed, t.changes) // mutant: also what it has only read
	t.changes = nil
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	t.changes = nil
}
