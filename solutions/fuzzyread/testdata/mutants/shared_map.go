// Begin takes the store's map under the lock, but it is not a copy: Set goes on writing to
// it.
//
//	verdicts = ["data race", "panic", "wrong result"]
//	means = "native"
package fuzzyread

import "sync"

// Store holds numbers by name.
type Store struct {
	mu     sync.Mutex
	newest map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{newest: map[string]int{}}
}

// Set changes all keys of changes in one step.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, v := range changes {
		s.newest[k] = v // mutant: transactions are reading this map
	}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Tx{state: s.newest}
}

// Tx is a transaction that only reads.
type Tx struct {
	state map[string]int
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	return t.state[k] // mutant: the store's map, without the store's lock
}

// Close ends the transaction.
func (t *Tx) Close() {}
