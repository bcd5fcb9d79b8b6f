// Versions of each key, of which Set keeps the last 500, since that ought to be enough. For
// a transaction that is open longer the value from Begin is gone.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestReadsRepeat"]
package fuzzyread

import (
	"slices"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu       sync.Mutex
	now      int
	versions map[string][]version
}

type version struct{ since, value int }

// New returns a store without keys.
func New() *Store {
	return &Store{versions: map[string][]version{}}
}

// Set adds a version of each key, all of the same moment.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now++
	for k, v := range changes {
		all := append(s.versions[k], version{s.now, v})
		s.versions[k] = all[max(0, len(all)-500):]
	}
}

// Begin starts a transaction that reads as of now.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Tx{store: s, at: s.now}
}

// Tx is a transaction that only reads.
type Tx struct {
	store *Store
	at    int
}

// Get returns the last version of k that is not younger than the transaction.
func (t *Tx) Get(k string) int {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	for _, v := range slices.Backward(t.store.versions[k]) {
		if v.since <= t.at {
			return v.value
		}
	}
	return 0 // mutant: somebody may have thrown away what this transaction needs
}

// Close ends the transaction.
func (t *Tx) Close() {}
