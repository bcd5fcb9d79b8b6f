// Versions with numbers, but a Set shows its number before its versions are there. Who
// begins in between reads some keys before and some after they come.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestAllKeysFromOneMoment"]
package fuzzyread

import (
	"slices"
	"sync"
	"sync/atomic"
)

// Store holds numbers by name.
type Store struct {
	now      atomic.Int64
	mu       sync.Mutex
	versions map[string][]version
}

type version struct {
	since int64
	value int
}

// New returns a store without keys.
func New() *Store {
	return &Store{versions: map[string][]version{}}
}

// Set adds a version of each key.
func (s *Store) Set(changes map[string]int) {
	now := s.now.Add(1) // mutant: who begins now asks for versions that are not there yet
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, v := range changes {
		s.versions[k] = append(s.versions[k], version{now, v})
	}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, at: s.now.Load()}
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
	at    int64
}

// Get returns the last version of k that is not younger than the transaction.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	for _, v := range slices.Backward(t.store.versions[k]) {
		if v.since <= t.at {
			return v.value // mutant: the version that belongs to this moment came later
		}
	}
	return 0
}

// Close ends the transaction.
func (t *Tx) Close() {}
