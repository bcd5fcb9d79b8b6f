// The state is taken once, by the first transaction, and all later ones read it too.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestAllKeysFromOneMoment", "TestAgesCoexist", "TestMomentIsBegin"]
package fuzzyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	once   sync.Once
	newest map[string]int
	seen   map[string]int
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
	s.mu.Lock()
	defer s.mu.Unlock()
	s.once.Do(func() { s.seen = s.newest })
	return &Tx{state: s.seen} // mutant: of the first Begin, for ever
}

// Tx is a transaction that only reads.
type Tx struct {
	state map[string]int
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	return t.state[k] // mutant: as of the first Begin
}

// Close ends the transaction.
func (t *Tx) Close() {}
