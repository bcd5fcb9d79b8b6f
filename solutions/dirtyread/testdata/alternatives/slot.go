// Package dirtyread passes the committed map through a channel with one slot: who holds
// the map may use it. It is a lock that carries what it guards.
package dirtyread

import "maps"

// Store holds numbers by name.
type Store struct {
	slot chan map[string]int
}

// New returns a store without keys.
func New() *Store {
	s := &Store{slot: make(chan map[string]int, 1)}
	s.slot <- map[string]int{}
	return s
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, changes: map[string]int{}}
}

// All returns a copy of all that is committed.
func (s *Store) All() map[string]int {
	committed := <-s.slot
	defer func() { s.slot <- committed }()
	all := map[string]int{}
	maps.Copy(all, committed)
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
	committed := <-t.store.slot
	defer func() { t.store.slot <- committed }()
	return committed[k]
}

// Set changes k for this transaction.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit merges the changes while nobody else has the map.
func (t *Tx) Commit() {
	committed := <-t.store.slot
	maps.Copy(committed, t.changes)
	t.store.slot <- committed
	t.changes = nil
}

// Rollback drops the changes.
func (t *Tx) Rollback() {
	t.changes = nil
}
