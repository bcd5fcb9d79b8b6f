// The lock remembers one task that waits; a second one overwrites it.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestNoUpdateIsLost", "TestFailedChange"]
package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop.
type Store struct {
	loop   *Loop
	values map[string]int
	locks  map[string]*lock
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	return &Store{loop: loop, values: map[string]int{}, locks: map[string]*lock{}}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.values[key]
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	if s.locks[key] == nil {
		s.locks[key] = &lock{loop: s.loop}
	}
	l := s.locks[key]
	l.acquire(t)
	defer l.release()
	value, err := change(s.values[key])
	if err != nil {
		return err
	}
	s.values[key] = value
	return nil
}

// lock lets one task in at a time. It needs no atomics: between two awaits a task is
// alone.
type lock struct {
	loop *Loop
	held bool
	next *Future
}

// acquire waits until the lock is t's.
func (l *lock) acquire(t *Task) {
	if !l.held {
		l.held = true
		return
	}
	turn := l.loop.NewFuture()
	l.next = turn // mutant: who waited here before is forgotten
	t.Await(turn) // mutant: nobody knows of this any more
}

// release hands the lock to who has waited longest, if anybody does.
func (l *lock) release() {
	if l.next == nil {
		l.held = false
		return
	}
	l.next.Resolve()
	l.next = nil
}
