// Update gives up when others were faster too often.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestNoUpdateIsLost"]
package awaitgap

import "errors"

// Store holds numbers by name.
type Store struct{ values map[string]int }

// New returns an empty store.
func New(*Loop) *Store { return &Store{values: map[string]int{}} }

// Get returns the number of key.
func (s *Store) Get(key string) int { return s.values[key] }

// Update changes the number of key.
func (s *Store) Update(_ *Task, key string, change func(old int) (int, error)) error {
	for range 50 {
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
	return errors.New("too many conflicts") // mutant: an update that comes late is an update, too
}
