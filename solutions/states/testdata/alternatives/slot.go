// Package states keeps the task's snapshot in a channel of one slot. Who has taken it
// out is alone with it, and puts it back, changed or not.
package states

import "sync"

// Task is something that a scheduler runs. The zero value is Ready.
type Task struct {
	once sync.Once
	slot chan Snapshot
}

func (t *Task) take() Snapshot {
	t.once.Do(func() {
		t.slot = make(chan Snapshot, 1)
		t.slot <- Snapshot{}
	})
	return <-t.slot
}

// Run goes from Ready to Running.
func (t *Task) Run() error {
	return t.step(Ready, func(s *Snapshot) { s.State, s.Runs = Running, s.Runs+1 })
}

// Block goes from Running to Blocked.
func (t *Task) Block() error {
	return t.step(Running, func(s *Snapshot) { s.State, s.Blocks = Blocked, s.Blocks+1 })
}

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error {
	return t.step(Blocked, func(s *Snapshot) { s.State, s.Wakes = Ready, s.Wakes+1 })
}

// Finish goes from Running to Done.
func (t *Task) Finish() error {
	return t.step(Running, func(s *Snapshot) { s.State = Done })
}

func (t *Task) step(from State, change func(*Snapshot)) error {
	now := t.take()
	defer func() { t.slot <- now }()
	if now.State != from {
		return ErrRefused
	}
	change(&now)
	return nil
}

// Snapshot takes the snapshot out and puts it back.
func (t *Task) Snapshot() Snapshot {
	now := t.take()
	t.slot <- now
	return now
}
