// Package fuzzyread copies the whole store at each Begin. That is the shortest, and right
// as well. It pays if there are few keys, or few readers and many writers.
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
	maps.Copy(s.newest, changes)
}

// Begin starts a transaction on a copy of its own.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := map[string]int{}
	maps.Copy(state, s.newest)
	return &Tx{state: state}
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
