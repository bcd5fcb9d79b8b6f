// Set fills the map of the caller up, and keeps a copy of that.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestAgesCoexist"]
package fuzzyread

import (
	"maps"
	"sync"
)

// Store holds numbers by name. Make one with New. Its methods may be called by many
// goroutines at once.
type Store struct {
	mu sync.Mutex
	// newest is guarded by mu. The map that it stands for is not: it is written before
	// it is put here, and never after.
	newest map[string]int
}

// New returns a store without keys.
func New() *Store {
	return &Store{newest: map[string]int{}}
}

// Set changes all keys of changes in one step and leaves all others as they are. The
// map stays the caller's. Set waits for no transaction.
func (s *Store) Set(changes map[string]int) {
	// Reading the newest state, changing the copy and putting it back are one critical
	// section. Otherwise the Set of another goroutine could get lost in between.
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, v := range s.newest {
		if _, ok := changes[k]; !ok {
			changes[k] = v // mutant: the map stays the caller's
		}
	}
	s.newest = maps.Clone(changes)
}

// Begin starts a transaction that reads the store as it is now. Any number of them
// may be open at the same time.
func (s *Store) Begin() *Tx {
	// The lock is held for this one look, not until Close: what is found needs no
	// protection any more.
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Tx{state: s.newest}
}

// Tx is a transaction that only reads. It belongs to one goroutine.
type Tx struct {
	state map[string]int // shared with other transactions; nobody writes to it
}

// Get returns the value that k had at Begin, or 0 if it had none.
func (t *Tx) Get(k string) int { // mutant: no fault of this, but of what Set did
	// No lock: all writes to this map happened before the Unlock of the Set that put
	// it in place, and that was before the Lock of Begin.
	return t.state[k]
}

// Close ends the transaction. It is called once, and no Get comes after it.
func (t *Tx) Close() {
	t.state = nil // a state that nobody holds any more is the garbage collector's
}
