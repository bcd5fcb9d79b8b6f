// Package fuzzyread publishes each state by an atomic pointer. Neither Begin nor Get takes
// a lock; a Set that was overtaken by another one starts again from the newest state.
package fuzzyread

import (
	"maps"
	"sync/atomic"
)

// Store holds numbers by name.
type Store struct {
	newest atomic.Pointer[map[string]int] // nobody writes to a map that is in here
}

// New returns a store without keys.
func New() *Store {
	s := &Store{}
	s.newest.Store(&map[string]int{})
	return s
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	for {
		old := s.newest.Load()
		next := maps.Clone(*old)
		maps.Copy(next, changes)
		if s.newest.CompareAndSwap(old, &next) {
			return
		}
	}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{state: *s.newest.Load()}
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
