// Set sleeps and looks again until no transaction is open.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestReadsRepeat", "TestAllKeysFromOneMoment", "TestMomentIsBegin", "TestAgesCoexist"]
package fuzzyread

import (
	"maps"
	"sync"
	"time"
)

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	open   int
	newest map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{newest: map[string]int{}}
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	for !s.try(changes) {
		time.Sleep(time.Millisecond) // mutant: until every reader is gone
	}
}

// try changes the keys if no transaction is open.
func (s *Store) try(changes map[string]int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open > 0 {
		return false
	}
	maps.Copy(s.newest, changes)
	return true
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open++
	return &Tx{store: s}
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	return t.store.newest[k]
}

// Close ends the transaction.
func (t *Tx) Close() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	t.store.open--
}
