// Package fuzzyread holds a small store whose readers want to see one moment.
package fuzzyread

import "sync"

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
	for name, number := range changes {
		s.values[name] = number
	}
}

// Begin starts a transaction that reads the store as it is now. Any number of them
// may be open at the same time.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()

	// The simplest thing: copy everything. README says the store is small and the
	// costs don't matter.
	myCopy := make(map[string]int)
	for name, number := range s.values {
		myCopy[name] = number
	}
	return &Tx{values: myCopy}
}

// Tx is a transaction that only reads. It belongs to one goroutine.
type Tx struct {
	values map[string]int // never shared with anybody, so there is no lock
}

// Get returns the value that k had at Begin, or 0 if it had none.
func (t *Tx) Get(k string) int {
	value, exists := t.values[k]
	if !exists {
		return 0
	}
	return value
}

// Close ends the transaction. It is called once, and no Get comes after it.
func (t *Tx) Close() {
	t.values = nil
}
