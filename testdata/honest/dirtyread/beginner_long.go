// Package dirtyread holds a small store with transactions.
package dirtyread

import "sync"

// Store holds numbers by name. Make one with New. Its methods may be called by many
// goroutines at once.
type Store struct {
	mu     sync.Mutex
	values map[string]int // only what is committed; guarded by mu
}

// New returns a store without keys.
func New() *Store {
	s := Store{}
	s.values = make(map[string]int)
	return &s
}

// Begin starts a transaction. Any number of them may be open at the same time.
func (s *Store) Begin() *Tx {
	tx := Tx{}
	tx.store = s
	tx.changes = make(map[string]int)
	tx.finished = false
	return &tx
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() map[string]int {
	result := make(map[string]int)
	s.mu.Lock()
	for key, value := range s.values {
		result[key] = value
	}
	s.mu.Unlock()
	return result
}

// Tx is a transaction. It belongs to one goroutine and ends with its first Commit or
// Rollback.
type Tx struct {
	store *Store

	// changes is what this transaction has set. Nobody else can see it, so it needs
	// no lock.
	changes map[string]int

	finished bool
}

// Get returns what this transaction has set k to. If it has not set k, Get returns
// the committed value, or 0 if there is none.
func (t *Tx) Get(k string) int {
	// "ok" is important: the transaction can have set the key to 0
	value, ok := t.changes[k]
	if ok {
		return value
	}

	t.store.mu.Lock()
	value = t.store.values[k]
	t.store.mu.Unlock()
	return value
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	t.changes[k] = v
}

// Commit makes all changes of the transaction visible, in one step. If several
// transactions have set the same key, the one that commits last wins.
func (t *Tx) Commit() {
	if t.finished {
		return
	}
	t.finished = true

	// one lock around the whole loop, so nobody sees half of it
	t.store.mu.Lock()
	for key, value := range t.changes {
		t.store.values[key] = value
	}
	t.store.mu.Unlock()
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	if t.finished {
		return
	}
	t.finished = true
	t.changes = make(map[string]int)
}
