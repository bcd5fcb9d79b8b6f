// No state is ever changed, and so Begin takes the newest without the lock. But which one
// is the newest does change.
//
//	verdicts = ["data race"]
//	means = "native"
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
	defer s.mu.Unlock()
	next := maps.Clone(s.newest)
	maps.Copy(next, changes)
	s.newest = next
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{state: s.newest} // mutant: nothing orders this read against a Set
}

// Tx is a transaction that only reads.
type Tx struct {
	state map[string]int
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	return t.state[k]
}

// Close ends the transaction.
func (t *Tx) Close() {}
