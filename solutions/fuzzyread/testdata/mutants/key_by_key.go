// Set takes the lock once for each key.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestAllKeysFromOneMoment"]
package fuzzyread

import (
	"maps"
	"slices"
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

// Set changes all keys of changes.
func (s *Store) Set(changes map[string]int) {
	for _, k := range slices.Sorted(maps.Keys(changes)) {
		s.mu.Lock()
		next := maps.Clone(s.newest)
		next[k] = changes[k]
		s.newest = next
		s.mu.Unlock() // mutant: who begins now sees half of the change
	}
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
	return t.state[k] // mutant: perhaps of the middle of a Set
}

// Close ends the transaction.
func (t *Tx) Close() {}
