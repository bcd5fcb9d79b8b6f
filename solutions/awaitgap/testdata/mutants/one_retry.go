// The number is looked at again, and the change made anew if need be, but only once.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestNoUpdateIsLost", "TestFailedChange"]
package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop.
type Store struct {
	values map[string]int
}

// New returns a store whose numbers are all 0.
func New(*Loop) *Store {
	return &Store{values: map[string]int{}}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.values[key]
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(_ *Task, key string, change func(old int) (int, error)) error {
	old := s.values[key]
	value, err := change(old)
	if err == nil && s.values[key] != old {
		value, err = change(s.values[key])
	}
	if err != nil {
		return err
	}
	s.values[key] = value // mutant: the second attempt may be overtaken like the first
	return nil
}
