// Package fuzzyread changes the store in place and saves, for each open transaction, the
// values that it would miss. Nothing is copied that does not change; Set pays for each
// transaction that is open, and so Close matters.
package fuzzyread

import "sync"

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	newest map[string]int
	open   map[*Tx]bool
}

// New returns a store without keys.
func New() *Store {
	return &Store{newest: map[string]int{}, open: map[*Tx]bool{}}
}

// Set changes all keys of changes in one step. First it saves what they were for each
// open transaction that has not saved it yet.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, v := range changes {
		for tx := range s.open {
			if _, ok := tx.saved[k]; !ok {
				tx.saved[k] = s.newest[k]
			}
		}
		s.newest[k] = v
	}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	t := &Tx{store: s, saved: map[string]int{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[t] = true
	return t
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
	saved map[string]int // of the keys that were set since Begin; guarded by the store's lock
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if v, ok := t.saved[k]; ok {
		return v
	}
	return t.store.newest[k]
}

// Close ends the transaction: nothing is saved for it any more.
func (t *Tx) Close() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	delete(t.store.open, t)
}
