// Versions of each key. Close throws away all but the newest, and does not ask whether a
// transaction that is older still needs them.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestAgesCoexist"]
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
		s.versions[k] = append(s.versions[k], version{s.now, v})
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
	return 0 // mutant: the Close of another transaction has thrown it away
}

// Close lets go of old versions.
func (t *Tx) Close() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	for k, all := range t.store.versions {
		t.store.versions[k] = all[len(all)-1:] // mutant: a transaction that is older needs more
	}
}
