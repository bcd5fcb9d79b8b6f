package dirtyread

import (
	"fmt"
	"sync/atomic"
)

const debug = true

func debugf(format string, args ...any) {
	if debug {
		fmt.Printf("[dirtyread] "+format+"\n", args...)
	}
}

// commit is one committed transaction. It points to the commit before it. After it has
// been linked in nobody changes it.
type commit struct {
	changes map[string]int
	before  *commit
}

// Store is the list of its commits, the newest first (a bit like git).
type Store struct {
	head atomic.Pointer[commit]
	ids  atomic.Int64 // for the debug output
}

// New returns a store without keys.
func New() *Store {
	return &Store{}
}

// Begin starts a transaction. Any number of them may be open at the same time.
func (s *Store) Begin() *Tx {
	id := s.ids.Add(1)
	debugf("begin tx %d", id)
	return &Tx{store: s, id: id, changes: map[string]int{}}
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() map[string]int {
	all := map[string]int{}
	for c := s.head.Load(); c != nil; c = c.before {
		for k, v := range c.changes {
			if _, newer := all[k]; !newer {
				all[k] = v
			}
		}
	}
	debugf("all: %v", all)
	return all
}

// Tx is a transaction. It belongs to one goroutine and ends with its first Commit or
// Rollback.
type Tx struct {
	store   *Store
	id      int64
	changes map[string]int
}

// Get returns what this transaction has set k to. If it has not set k, Get returns
// the committed value, or 0 if there is none.
func (t *Tx) Get(k string) int {
	if v, ok := t.changes[k]; ok {
		debugf("tx %d: get %s = %d (own)", t.id, k, v)
		return v
	}
	for c := t.store.head.Load(); c != nil; c = c.before {
		if v, ok := c.changes[k]; ok {
			debugf("tx %d: get %s = %d", t.id, k, v)
			return v
		}
	}
	return 0
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	debugf("tx %d: set %s = %d", t.id, k, v)
	t.changes[k] = v
}

// Commit makes all changes of the transaction visible, in one step. If several
// transactions have set the same key, the one that commits last wins.
func (t *Tx) Commit() {
	debugf("tx %d: commit", t.id)
	if len(t.changes) == 0 {
		return
	}
	c := &commit{changes: t.changes}
	t.changes = nil // belongs to everybody now
	for {
		c.before = t.store.head.Load()
		if t.store.head.CompareAndSwap(c.before, c) {
			return
		}
		debugf("tx %d: somebody was faster, once more", t.id)
	}
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	debugf("tx %d: rollback", t.id)
	t.changes = nil
}
