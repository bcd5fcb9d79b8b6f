// Who finds the lock taken asks again at every turn: the loop has no rest.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestLoopStaysFree"]
package awaitgap

// Store holds a number for each key. Its methods are called by tasks of its loop.
type Store struct {
	loop    *Loop
	numbers map[string]*number
}

type number struct {
	value  int
	update *Future // of the update that is on its way; nil: there is none
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	return &Store{loop: loop, numbers: map[string]*number{}}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.at(key).value
}

func (s *Store) at(key string) *number {
	n, ok := s.numbers[key]
	if !ok {
		n = &number{}
		s.numbers[key] = n
	}
	return n
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	n := s.at(key)
	for n.update != nil {
		t.Yield() // mutant: asks again though nothing has happened
	}
	n.update = s.loop.NewFuture()
	defer func() {
		n.update.Resolve()
		n.update = nil
	}()
	value, err := change(n.value)
	if err == nil {
		n.value = value
	}
	return err
}
