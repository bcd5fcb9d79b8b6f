// Package awaitgap makes a chain of the updates of a key: each one waits for the one
// before it, and is what the next one waits for.
package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop.
type Store struct {
	loop   *Loop
	values map[string]int
	last   map[string]*Future // resolved when the last update that was asked for is done
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	return &Store{loop: loop, values: map[string]int{}, last: map[string]*Future{}}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.values[key]
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	before, done := s.last[key], s.loop.NewFuture()
	s.last[key] = done
	defer done.Resolve()
	if before != nil {
		t.Await(before)
	}
	value, err := change(s.values[key])
	if err == nil {
		s.values[key] = value
	}
	return err
}
