// Package dirtyread writes in place and marks what it writes: each value has the number
// of its transaction, and readers skip those whose transaction has not committed. Many
// databases store rows in this way; they also clear away what nobody needs any more.
package dirtyread

import (
	"slices"
	"sync"
)

// Store holds numbers by name.
type Store struct {
	mu       sync.RWMutex
	versions map[string][]version
	order    map[*Tx]int // the place of a transaction among those that have committed
}

// version is a value that a transaction has set, committed or not.
type version struct {
	by    *Tx
	value int
}

// New returns a store without keys.
func New() *Store {
	return &Store{versions: map[string][]version{}, order: map[*Tx]int{}}
}

// Begin starts a transaction.
func (s *Store) Begin() *Tx {
	return &Tx{store: s}
}

// All returns all that is committed.
func (s *Store) All() map[string]int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := map[string]int{}
	for k := range s.versions {
		if v, ok := s.newest(k, nil); ok {
			all[k] = v
		}
	}
	return all
}

// newest returns what of k was committed last. What self has set comes before that.
// Its caller holds the lock.
func (s *Store) newest(k string, self *Tx) (value int, ok bool) {
	latest := 0
	for _, v := range s.versions[k] {
		if v.by == self {
			return v.value, true
		}
		if place := s.order[v.by]; place > latest {
			latest, value, ok = place, v.value, true
		}
	}
	return value, ok
}

// Tx is a transaction.
type Tx struct {
	store *Store
}

// Get returns what this transaction sees of k.
func (t *Tx) Get(k string) int {
	t.store.mu.RLock()
	defer t.store.mu.RUnlock()
	v, _ := t.store.newest(k, t)
	return v
}

// Set adds a version of k, or changes the one that this transaction has.
func (t *Tx) Set(k string, v int) {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	mine := version{t, v}
	all := t.store.versions[k]
	if i := slices.IndexFunc(all, func(v version) bool { return v.by == t }); i >= 0 {
		all[i] = mine
		return
	}
	t.store.versions[k] = append(all, mine)
}

// Commit gives the transaction its place. That alone makes its versions count.
func (t *Tx) Commit() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	t.store.order[t] = len(t.store.order) + 1
}

// Rollback removes the versions of the transaction, unless they count.
func (t *Tx) Rollback() {
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if t.store.order[t] > 0 {
		return
	}
	for k, all := range t.store.versions {
		t.store.versions[k] = slices.DeleteFunc(all, func(v version) bool { return v.by == t })
	}
}
