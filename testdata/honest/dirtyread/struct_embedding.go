// Package dirtyread holds a small store with transactions.
package dirtyread

import (
	"maps"
	"sync"
)

// layer is a map that knows whether it has a key.
type layer map[string]int

func (l layer) lookup(k string) (int, bool) {
	v, ok := l[k]
	return v, ok
}

// Store holds numbers by name. Make one with New.
type Store struct {
	sync.Mutex
	layer // what is committed; guarded by the Mutex
}

// New returns a store without keys.
func New() *Store {
	return &Store{layer: layer{}}
}

// Begin starts a transaction, which remembers what is committed now (so its reads even
// repeat; nobody has asked for that, but it saves the lock in Get).
func (s *Store) Begin() *Tx {
	return &Tx{Store: s, snapshot: s.All(), own: layer{}}
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() map[string]int {
	s.Lock()
	defer s.Unlock()
	return maps.Clone(s.layer)
}

// Tx is a transaction. It belongs to one goroutine and ends with its first Commit or
// Rollback.
type Tx struct {
	*Store
	snapshot layer
	own      layer

	end sync.Once
}

// Get looks through the layers from the top.
func (t *Tx) Get(k string) int {
	for _, l := range []layer{t.own, t.snapshot} {
		if v, ok := l.lookup(k); ok {
			return v
		}
	}
	return 0
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	t.own[k] = v
}

// Commit puts only what the transaction has set itself over the committed layer. What
// is in its snapshot may be old.
func (t *Tx) Commit() {
	t.end.Do(func() {
		t.Lock()
		defer t.Unlock()
		maps.Copy(t.Store.layer, t.own)
	})
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	t.end.Do(func() { clear(t.own) })
}
