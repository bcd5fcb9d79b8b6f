package lostupdate

import (
	"errors"
	"sync"
)

// ErrInsufficient is the error of who asks for more money than there is.
var ErrInsufficient = errors.New("insufficient funds")

// Store keeps whole numbers under names, as a database does for a program. Any number
// of goroutines may use it, and each of its methods is atomic: nobody ever sees one of
// them half done. A name that nobody has put is 0.
type Store struct {
	mu     sync.Mutex
	values map[string]int // guarded by mu
}

// NewStore returns a store that holds a copy of values.
func NewStore(values map[string]int) *Store {
	s := &Store{values: make(map[string]int, len(values))}
	for name, value := range values {
		s.values[name] = value
	}
	return s
}

// Get returns the value of name.
func (s *Store) Get(name string) int {
	defer s.visit()()
	return s.values[name]
}

// Put sets the value of name.
func (s *Store) Put(name string, value int) {
	defer s.visit()()
	s.values[name] = value
}

// CompareAndPut sets the value of name to value if it is old, and reports whether it
// was.
func (s *Store) CompareAndPut(name string, old, value int) bool {
	defer s.visit()()
	if s.values[name] != old {
		return false
	}
	s.values[name] = value
	return true
}

// visit locks the store and returns the function that unlocks it.
func (s *Store) visit() func() {
	s.mu.Lock()
	return s.mu.Unlock
}
