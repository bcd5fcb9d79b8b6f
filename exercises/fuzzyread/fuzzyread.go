// Package fuzzyread holds a small store whose readers want to see one moment.
//
// The task: each Get of this Store is right by itself, and several of them do not fit
// together, because others change the store in between. Let all that a transaction
// reads be from the moment of its Begin, and let nobody wait for it. README.md has the
// contract.
package fuzzyread

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

// Set changes all keys of changes in one step and leaves all others as they are. The
// map stays the caller's. Set waits for no transaction.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.Copy(s.values, changes)
}

// Begin starts a transaction that reads the store as it is now. Any number of them
// may be open at the same time.
func (s *Store) Begin() *Tx {
	return &Tx{store: s}
}

// Tx is a transaction that only reads. It belongs to one goroutine.
type Tx struct {
	store *Store
}

// Get returns the value that k had at Begin, or 0 if it had none.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	// TODO: this is the value of now, and the next Get has a now of its own.
	return t.store.values[k]
}

// Close ends the transaction. It is called once, and no Get comes after it.
func (t *Tx) Close() {
}
