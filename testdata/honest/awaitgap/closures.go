package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop. Make
// one with New.
//
// The updates of a key form a chain: each one waits for the one before it, and has a
// future for the one behind it.
type Store struct {
	get    func(key string) int
	update func(t *Task, key string, change func(old int) (int, error)) error
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	var (
		values = map[string]int{}
		tails  = map[string]*Future{} // the last update of each key that is not done
	)

	// join puts the task at the end of the chain and waits until all before it are done.
	// It returns how to leave.
	join := func(t *Task, key string) (leave func()) {
		before, mine := tails[key], loop.NewFuture()
		tails[key] = mine
		if before != nil {
			t.Await(before)
		}
		return func() {
			if tails[key] == mine {
				delete(tails, key) // nobody came behind me
			}
			mine.Resolve()
		}
	}

	return &Store{
		get: func(key string) int { return values[key] },
		update: func(t *Task, key string, change func(int) (int, error)) error {
			defer join(t, key)()
			value, err := change(values[key])
			if err == nil {
				values[key] = value
			}
			return err
		},
	}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int { return s.get(key) }

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	return s.update(t, key, change)
}
