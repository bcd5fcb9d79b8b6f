// Package awaitgap locks nothing: it looks again after the change, and if the number is
// not what the change was given, the change has to be made anew. Between the look and
// the write nobody waits, so the two are one step.
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
	for {
		old := s.values[key]
		value, err := change(old)
		if err != nil {
			return err
		}
		if s.values[key] == old {
			s.values[key] = value
			return nil
		}
	}
}
