// Package dirtyread holds a small store with transactions.
//
// The task: this Store has no data race, and yet everybody sees what a transaction
// has not committed, and two transactions write into each other's changes. Let
// others see a transaction only when it commits, and then all of it at once. Nobody
// waits for a transaction that is still open. README.md has the contract.
package dirtyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name. Make one with New. Its methods may be called by many
// goroutines at once.
type Store struct {
	mu     sync.Mutex
	values map[string]int // guarded by mu
}

// New returns a store without keys.
func New() *Store {
	return &Store{values: map[string]int{}}
}

// Begin starts a transaction. Any number of them may be open at the same time.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, before: map[string]int{}}
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]int{}
	maps.Copy(all, s.values)
	return all
}

// Tx is a transaction. It belongs to one goroutine and ends with its first Commit or
// Rollback.
type Tx struct {
	store  *Store
	before map[string]int // the values that Rollback puts back
}

// Get returns what this transaction has set k to. If it has not set k, Get returns
// the committed value, or 0 if there is none.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	return t.store.values[k]
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if _, ok := t.before[k]; !ok {
		t.before[k] = t.store.values[k]
	}
	// TODO: the transaction is still open, and from here on everybody sees v.
	t.store.values[k] = v
}

// Commit makes all changes of the transaction visible, in one step. If several
// transactions have set the same key, the one that commits last wins.
func (t *Tx) Commit() {
	t.before = nil
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	maps.Copy(t.store.values, t.before)
	t.before = nil
}
