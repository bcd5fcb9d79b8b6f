package states

import (
	"sync/atomic"
)

// Task is something that a scheduler runs. The zero value is a task that is Ready.
//
// It points to a Snapshot that nobody changes once it is published. A step makes a new
// one and puts it into the place of the old one, if that is still there.
type Task struct {
	now atomic.Pointer[Snapshot]
}

var beginning Snapshot // for readers only: what a nil pointer means

func (t *Task) load() (ptr *Snapshot, value Snapshot) {
	if ptr = t.now.Load(); ptr == nil {
		return nil, beginning
	}
	return ptr, *ptr
}

// advance applies step to the latest snapshot, or returns ErrRefused if step does. It is
// lock-free: a failed swap means that another step was taken.
func (t *Task) advance(step func(s *Snapshot) bool) error {
	for {
		old, s := t.load()
		if legal := step(&s); !legal {
			return ErrRefused
		}
		if t.now.CompareAndSwap(old, &s) {
			return nil
		}
	}
}

// Run gives the processor to the task: from Ready to Running.
func (t *Task) Run() error {
	return t.advance(func(s *Snapshot) bool {
		if s.State != Ready {
			return false
		}
		s.State, s.Runs = Running, s.Runs+1
		return true
	})
}

// Block lets the task wait for something: from Running to Blocked.
func (t *Task) Block() error {
	return t.advance(func(s *Snapshot) bool {
		if s.State != Running {
			return false
		}
		s.State, s.Blocks = Blocked, s.Blocks+1
		return true
	})
}

// Wake says that what the task waited for is there: from Blocked to Ready.
func (t *Task) Wake() error {
	return t.advance(func(s *Snapshot) bool {
		if s.State != Blocked {
			return false
		}
		s.State, s.Wakes = Ready, s.Wakes+1
		return true
	})
}

// Finish ends the task: from Running to Done.
func (t *Task) Finish() error {
	return t.advance(func(s *Snapshot) bool {
		if s.State != Running {
			return false
		}
		s.State = Done
		return true
	})
}

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() Snapshot {
	_, s := t.load()
	return s
}
