// Package awaitgap keeps numbers that tasks of one event loop change.
package awaitgap

import "fmt"

const printMessages = false

// record is everything that the store knows about one key.
type record struct {
	value   int       // the number
	locked  bool      // an update is going on
	waiting []*Future // the updates that wait for their turn, the oldest first
}

// Store holds a number for each key. Its methods are called by tasks of its loop. Make
// one with New.
type Store struct {
	loop    *Loop
	records map[string]*record
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	s := &Store{}
	s.loop = loop
	s.records = make(map[string]*record)
	return s
}

// find returns the record of key, and makes one if there is none.
func (s *Store) find(key string) *record {
	r, ok := s.records[key]
	if !ok {
		r = &record{}
		s.records[key] = r
	}
	return r
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	r, ok := s.records[key]
	if !ok {
		return 0
	}
	return r.value
}

// Update replaces the number at key by what change makes of it. Task t is the one that
// calls; change may let it wait. If change fails, the number stays, and the error is
// returned.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	r := s.find(key)

	s.lock(t, r)
	defer s.unlock(r)

	old := r.value
	value, err := change(old) // the others may run here, but they cannot lock r
	if err != nil {
		if printMessages {
			fmt.Println("update of", key, "failed:", err)
		}
		return err
	}
	r.value = value
	if printMessages {
		fmt.Println("update of", key, "from", old, "to", value)
	}
	return nil
}

// lock waits until no other update is going on for r.
func (s *Store) lock(t *Task, r *record) {
	if !r.locked {
		r.locked = true
		return
	}
	myTurn := s.loop.NewFuture()
	r.waiting = append(r.waiting, myTurn)
	t.Await(myTurn)
	// unlock has left r.locked true for me.
}

// unlock gives the lock to the one who waits for the longest time.
func (s *Store) unlock(r *record) {
	if len(r.waiting) == 0 {
		r.locked = false
		return
	}
	next := r.waiting[0]
	r.waiting = r.waiting[1:]
	next.Resolve()
}
