// Get sleeps and looks again, as long as an open transaction has set the key.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestOthersReadCommitted"]
package dirtyread

import (
	"maps"
	"sync"
	"time"
)

// Store holds numbers by name.
type Store struct {
	mu        sync.Mutex
	committed map[string]int
	open      map[string]int // how many open transactions have set the key
}

// New returns a store without keys.
func New() *Store {
	return &Store{committed: map[string]int{}, open: map[string]int{}}
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
	for {
		if v, ok := t.store.settled(k); ok {
			return v
		}
		time.Sleep(time.Millisecond) // mutant: waits for an open transaction, and polls
	}
}

// settled returns the value of k unless an open transaction has set k.
func (s *Store) settled(k string) (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.committed[k], s.open[k] == 0
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if _, ok := t.changes[k]; !ok {
		t.store.open[k]++
	}
	t.changes[k] = v
}

// Commit makes the changes visible.
func (t *Tx) Commit() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	maps.Copy(t.store.committed, t.changes)
	t.close()
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	t.close()
}

func (t *Tx) close() {
	for k := range t.changes {
		t.store.open[k]--
	}
	t.changes = nil
}
