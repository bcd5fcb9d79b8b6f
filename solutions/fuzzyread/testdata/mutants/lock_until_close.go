// Begin takes the lock for reading and Close gives it back: writers wait for every reader.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestReadsRepeat", "TestAllKeysFromOneMoment", "TestMomentIsBegin", "TestAgesCoexist"]
package fuzzyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu     sync.RWMutex
	newest map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{newest: map[string]int{}}
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock() // mutant: waits for every open transaction
	defer s.mu.Unlock()
	maps.Copy(s.newest, changes)
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	s.mu.RLock() // mutant: held until Close
	return &Tx{store: s}
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	return t.store.newest[k]
}

// Close ends the transaction.
func (t *Tx) Close() {
	t.store.mu.RUnlock()
}
