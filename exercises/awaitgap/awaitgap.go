// Package awaitgap keeps numbers that tasks of one event loop change.
//
// The task: only one task runs at any time, so there is no data race here, and yet
// updates get lost, because a change may wait in the middle. Close the gap without
// stopping the loop. Loop, Task and Future are in kit.go; README.md has the contract.
package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop. Make
// one with New.
type Store struct {
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
	old := s.values[key]
	value, err := change(old)
	if err != nil {
		return err
	}
	// TODO: change may have waited, and others ran meanwhile.
	s.values[key] = value
	return nil
}
