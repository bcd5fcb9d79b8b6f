// Package fuzzyread keeps versions of each key. A transaction is a number, the moment as
// of which it reads, and Close is what lets old versions go. This is multiversion
// concurrency control, as databases have it.
package fuzzyread

import (
	"slices"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu       sync.Mutex
	now      int                  // how many Set there were
	versions map[string][]version // of each key, the oldest first
	open     map[int]int          // how many open transactions read as of each moment
}

type version struct{ since, value int }

// New returns a store without keys.
func New() *Store {
	return &Store{versions: map[string][]version{}, open: map[int]int{}}
}

// Set adds a version of each key, all of the same moment.
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now++
	oldest := s.oldest()
	for k, v := range changes {
		all := s.versions[k]
		// Of those that were there at the oldest moment only the last is needed.
		for len(all) > 1 && all[1].since <= oldest {
			all = all[1:]
		}
		s.versions[k] = append(all, version{s.now, v})
	}
}

// oldest is the earliest moment that anybody still reads. Its caller holds the lock.
func (s *Store) oldest() int {
	oldest := s.now
	for at := range s.open {
		oldest = min(oldest, at)
	}
	return oldest
}

// Begin starts a transaction that reads as of now.
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[s.now]++
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
	return 0
}

// Close lets go of the versions that only this transaction needs.
func (t *Tx) Close() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if t.store.open[t.at]--; t.store.open[t.at] == 0 {
		delete(t.store.open, t.at)
	}
}
