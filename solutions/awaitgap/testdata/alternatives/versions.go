// Package awaitgap counts the updates of each key: a change counts only if it is the
// next one. Who was overtaken steps aside once before the next attempt.
package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop.
type Store struct {
	values map[string]versioned
}

type versioned struct{ value, version int }

// New returns a store whose numbers are all 0.
func New(*Loop) *Store {
	return &Store{values: map[string]versioned{}}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.values[key].value
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	for {
		seen := s.values[key]
		value, err := change(seen.value)
		if err != nil {
			return err
		}
		if s.commit(key, versioned{value, seen.version + 1}) {
			return nil
		}
		t.Yield()
	}
}

// commit reports whether next follows what is there, and if so puts it there.
func (s *Store) commit(key string, next versioned) bool {
	if s.values[key].version != next.version-1 {
		return false
	}
	s.values[key] = next
	return true
}
