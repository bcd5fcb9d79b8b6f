// The lock is there for the read and again for the write, but not in between.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestNoUpdateIsLost", "TestChangeReplacesWhatItSaw", "TestLoopStaysFree", "TestOtherKeysGoOn", "TestFailedChange"]
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
	s.mu.Lock()
	old := s.values[key]
	s.mu.Unlock() // mutant: what was read may be old before it is used
	value, err := change(old)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
	return nil
}
