// Package dirtyread holds a small store with transactions.
package dirtyread

import (
	"fmt"
	"sync"
)

// TransactionStatus is an enum.
type TransactionStatus int

const (
	StatusActive TransactionStatus = iota
	StatusCommitted
	StatusRolledBack
)

var statusNames = [...]string{
	StatusActive:     "ACTIVE",
	StatusCommitted:  "COMMITTED",
	StatusRolledBack: "ROLLED_BACK",
}

func (s TransactionStatus) String() string { return statusNames[s] }

var _ fmt.Stringer = StatusActive

// Transaction is what the store promises to give out.
type Transaction interface {
	Get(k string) int
	Set(k string, v int)
	Commit()
	Rollback()
}

var _ Transaction = (*Tx)(nil)

// Store holds numbers by name. Make one with New.
type Store struct {
	readWriteLock sync.RWMutex
	values        map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{values: make(map[string]int, 16)}
}

// Begin starts a transaction. Any number of them may be open at the same time.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, status: StatusActive, writeSet: make(map[string]int)}
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() map[string]int {
	s.readWriteLock.RLock()
	defer s.readWriteLock.RUnlock()
	copyOfValues := make(map[string]int, len(s.values))
	for k, v := range s.values {
		copyOfValues[k] = v
	}
	return copyOfValues
}

func (s *Store) read(k string) int {
	s.readWriteLock.RLock()
	defer s.readWriteLock.RUnlock()
	return s.values[k]
}

func (s *Store) apply(writeSet map[string]int) {
	s.readWriteLock.Lock()
	defer s.readWriteLock.Unlock()
	for k, v := range writeSet {
		s.values[k] = v
	}
}

// Tx is a transaction. It belongs to one goroutine and ends with its first Commit or
// Rollback.
type Tx struct {
	store    *Store
	status   TransactionStatus
	writeSet map[string]int
}

// checkActive throws an IllegalStateException, so to speak.
func (t *Tx) checkActive(method string) {
	if t.status != StatusActive {
		panic(fmt.Errorf("dirtyread: %s of a transaction that is %v", method, t.status))
	}
}

// Get returns what this transaction has set k to, or else the committed value.
func (t *Tx) Get(k string) int {
	t.checkActive("Get")
	if v, containsKey := t.writeSet[k]; containsKey {
		return v
	}
	return t.store.read(k)
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	t.checkActive("Set")
	t.writeSet[k] = v
}

// Commit makes all changes of the transaction visible, in one step.
func (t *Tx) Commit() {
	t.checkActive("Commit")
	t.store.apply(t.writeSet)
	t.status = StatusCommitted
	t.writeSet = nil
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	if t.status != StatusActive {
		return
	}
	t.status = StatusRolledBack
	t.writeSet = nil
}
