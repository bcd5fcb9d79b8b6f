// Set puts the given map in the place of all that was there.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestAllKeysFromOneMoment", "TestAgesCoexist"]
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
	next := maps.Clone(changes)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = next
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
	return t.state[k] // mutant: a key that the last Set did not name is lost
}

// Close ends the transaction.
func (t *Tx) Close() {}
