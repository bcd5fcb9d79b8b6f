// Package fuzzyread is a linked list of changes, the newest first. A transaction remembers
// where the list began at its Begin, and reads from there. Set costs the same however
// many keys there are, but a Get walks the list.
package fuzzyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	newest *change
}

// change is one Set. It is never changed itself.
type change struct {
	values map[string]int
	before *change
}

// New returns a store without keys.
func New() *Store {
	return &Store{}
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	values := maps.Clone(changes) // the caller may go on using his map
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = &change{values, s.newest}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Tx{from: s.newest}
}

// Tx is a transaction that only reads.
type Tx struct {
	from *change
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	for c := t.from; c != nil; c = c.before {
		if v, ok := c.values[k]; ok {
			return v
		}
	}
	return 0
}

// Close ends the transaction.
func (t *Tx) Close() {}
