// Set waits until no transaction is open.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestReadsRepeat", "TestAllKeysFromOneMoment", "TestMomentIsBegin", "TestAgesCoexist"]
package fuzzyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	idle   *sync.Cond // on mu: no transaction is open
	open   int
	newest map[string]int
}

// New returns a store without keys.
func New() *Store {
	s := &Store{newest: map[string]int{}}
	s.idle = sync.NewCond(&s.mu)
	return s
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.open > 0 {
		s.idle.Wait() // mutant: for every reader, however long it takes
	}
	maps.Copy(s.newest, changes)
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open++
	return &Tx{store: s}
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	return t.store.newest[k]
}

// Close ends the transaction.
func (t *Tx) Close() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	t.store.open--
	t.store.idle.Broadcast()
}
