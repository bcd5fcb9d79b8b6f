// Package fuzzyread holds a small store whose readers want to see one moment.
//
// Port of store.py. There: "before a writer overwrites a value, it puts the old value
// into the pocket of each reader who may still want it".
package fuzzyread

import "sync"

// Store holds numbers by name. Make one with New.
type Store struct {
	_lock    sync.Mutex
	_values  map[string]int
	_readers map[*Tx]bool // a set()
}

// New returns a store without keys.
func New() *Store {
	self := &Store{
		_values:  map[string]int{},
		_readers: map[*Tx]bool{},
	}
	return self
}

// Set changes all keys of changes in one step and leaves all others as they are. The
// map stays the caller's. Set waits for no transaction.
func (self *Store) Set(changes map[string]int) {
	// with self._lock:
	self._lock.Lock()
	defer self._lock.Unlock()

	for reader := range self._readers {
		for key := range changes {
			// reader._pocket.setdefault(key, self._values.get(key, 0))
			if _, ok := reader._pocket[key]; !ok {
				reader._pocket[key] = self._values[key]
			}
		}
	}
	// self._values.update(changes)
	for key, value := range changes {
		self._values[key] = value
	}
}

// Begin starts a transaction that reads the store as it is now. Any number of them
// may be open at the same time.
func (self *Store) Begin() *Tx {
	tx := &Tx{_store: self, _pocket: map[string]int{}}
	self._lock.Lock()
	defer self._lock.Unlock()
	self._readers[tx] = true
	return tx
}

// Tx is a transaction that only reads. It belongs to one goroutine.
type Tx struct {
	_store  *Store
	_pocket map[string]int // values that have been overwritten since; guarded by the store's lock
}

// Get returns the value that k had at Begin, or 0 if it had none.
func (self *Tx) Get(k string) int {
	self._store._lock.Lock()
	defer self._store._lock.Unlock()
	if old, ok := self._pocket[k]; ok {
		return old
	}
	return self._store._values[k] // not changed since Begin
}

// Close ends the transaction. It is called once, and no Get comes after it.
func (self *Tx) Close() {
	self._store._lock.Lock()
	defer self._store._lock.Unlock()
	delete(self._store._readers, self)
}
