// Package dirtyread keeps a log: a linked list of commits, the newest first, of which
// nothing ever changes. A commit is one compare-and-swap of the head, however many keys
// it has. Reads walk the list, and a real store would shorten it from time to time.
package dirtyread

import "sync/atomic"

// Store holds numbers by name.
type Store struct {
	head atomic.Pointer[commit]
}

// commit is what one transaction has changed. It is written before it is in the list,
// and never after.
type commit struct {
	changes map[string]int
	before  *commit
}

// New returns a store without keys.
func New() *Store {
	return &Store{}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, changes: map[string]int{}}
}

// All returns all that is committed.
func (s *Store) All() map[string]int {
	all := map[string]int{}
	for c := s.head.Load(); c != nil; c = c.before {
		for k, v := range c.changes {
			if _, newer := all[k]; !newer {
				all[k] = v
			}
		}
	}
	return all
}

// Tx is a transaction.
type Tx struct {
	store   *Store
	changes map[string]int
}

// Get returns what this transaction sees of k.
func (t *Tx) Get(k string) int {
	if v, ok := t.changes[k]; ok {
		return v
	}
	for c := t.store.head.Load(); c != nil; c = c.before {
		if v, ok := c.changes[k]; ok {
			return v
		}
	}
	return 0
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit puts the changes at the head of the list.
func (t *Tx) Commit() {
	c := &commit{changes: t.changes}
	for {
		c.before = t.store.head.Load()
		if t.store.head.CompareAndSwap(c.before, c) {
			break
		}
	}
	t.changes = nil
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.changes = nil
}
