// Begin copies the map without the lock, since it only reads.
//
//	verdicts = ["data race", "panic"]
//	means = "native"
//	fails = ["TestAllKeysFromOneMoment"]
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
		s.newest[k] = v // mutant: while a Begin may be copying
	}
}

// Begin starts a transaction on a copy of its own.
func (s *Store) Begin() *Tx {
	state := map[string]int{}
	for k, v := range s.newest { // mutant: nothing orders this read against a Set
		state[k] = v
	}
	return &Tx{state: state}
}

// Tx is a transaction that only reads.
type Tx struct {
	state map[string]int
}

// Get returns the value that k had at Begin.
func (t *Tx) Get(k string) int {
	return t.state[k]
}

// Close ends the transaction.
func (t *Tx) Close() {}
