// The copy is made at the first Get, to save it where nothing is read.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestMomentIsBegin"]
package fuzzyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	newest map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{newest: map[string]int{}}
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := maps.Clone(s.newest)
	maps.Copy(next, changes)
	s.newest = next
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s} // mutant: nothing is taken here
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
	state map[string]int
}

// Get returns the value that k had at the first Get.
func (t *Tx) Get(k string) int {
	if t.state == nil {
		t.store.mu.Lock()
		t.state = t.store.newest // mutant: the moment of the first Get
		t.store.mu.Unlock()
	}
	return t.state[k]
}

// Close ends the transaction.
func (t *Tx) Close() {}
