// A mutex of package sync is held across an await: the next task waits for it with the
// only thread there is.
//
//	verdicts = ["deadlock"]
//	means = "native"
package awaitgap

import "sync"

// Store holds a number for each key. Its methods are called by tasks of its loop. Make
// one with New.
type Store struct {
	mu     sync.Mutex
	loop   *Loop
	values map[string]int
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	return &Store{loop: loop, values: map[string]int{}}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.values[key]
}

// Update replaces the number at key by what change makes of it. Task t is the one that
// calls; change may let it wait. If change fails, the number stays, and the error is
// returned. No other update of key takes effect between what change was given and what
// it made of it; change may be called again to achieve that.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	s.mu.Lock() // mutant: stops the loop, and with it the task that could unlock
	defer s.mu.Unlock()
	old := s.values[key]
	value, err := change(old)
	if err != nil {
		return err
	}
	s.values[key] = value
	return nil
}
