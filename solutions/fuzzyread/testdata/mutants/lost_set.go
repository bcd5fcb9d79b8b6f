// Set makes the new state without the lock, and a Set that came meanwhile is lost.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestAllKeysFromOneMoment"]
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
	next := maps.Clone(s.newest)
	s.mu.Unlock()
	maps.Copy(next, changes)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = next // mutant: made from a state that may be old by now
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Tx{state: s.newest}
}

// Tx is a transaction that only reads.
type Tx struct {
	state map[string]int
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	return t.state[k] // mutant: a state that was made without the Set of another
}

// Close ends the transaction.
func (t *Tx) Close() {}
