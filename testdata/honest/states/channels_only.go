package states

import "sync"

// Task is something that a scheduler runs. The zero value is a task that is Ready.
//
// The snapshot lives in a channel with one place. Who takes it out owns it, and all
// others have to wait until it is back. (sync is here for the zero value only: somebody
// has to make the channel.)
type Task struct {
	born sync.Once
	box  chan Snapshot
}

func (t *Task) take() Snapshot {
	t.born.Do(func() {
		t.box = make(chan Snapshot, 1)
		t.box <- Snapshot{State: Ready}
	})
	return <-t.box
}

func (t *Task) put(s Snapshot) { t.box <- s }

// Run gives the processor to the task: from Ready to Running. In any other state it
// changes nothing and returns ErrRefused.
func (t *Task) Run() (err error) {
	s := t.take()
	defer func() { t.put(s) }()
	if s.State != Ready {
		return ErrRefused
	}
	s.State = Running
	s.Runs++
	return nil
}

// Block lets the task wait for something: from Running to Blocked. In any other state
// it changes nothing and returns ErrRefused.
func (t *Task) Block() (err error) {
	s := t.take()
	defer func() { t.put(s) }()
	if s.State != Running {
		return ErrRefused
	}
	s.State = Blocked
	s.Blocks++
	return nil
}

// Wake says that what the task waited for is there: from Blocked to Ready. In any other
// state it changes nothing and returns ErrRefused.
func (t *Task) Wake() (err error) {
	s := t.take()
	defer func() { t.put(s) }()
	if s.State != Blocked {
		return ErrRefused
	}
	s.State = Ready
	s.Wakes++
	return nil
}

// Finish ends the task: from Running to Done. In any other state it changes nothing and
// returns ErrRefused.
func (t *Task) Finish() (err error) {
	s := t.take()
	defer func() { t.put(s) }()
	if s.State != Running {
		return ErrRefused
	}
	s.State = Done
	return nil
}

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() Snapshot {
	s := t.take()
	t.put(s)
	return s
}
