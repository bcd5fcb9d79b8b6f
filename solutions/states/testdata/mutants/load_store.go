// The state is loaded atomically and stored atomically: two steps, free of data races.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package states

import "sync/atomic"

// Task is something that a scheduler runs.
type Task struct {
	now atomic.Pointer[Snapshot]
}

// Run goes from Ready to Running.
func (t *Task) Run() error { // mutant: this and its sisters are where the mistake shows
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
	next := t.Snapshot()
	if next.State != from {
		return ErrRefused
	}
	change(&next)
	t.now.Store(&next) // mutant: another step may have been stored since the load
	return nil
}

// Snapshot returns what was stored last.
func (t *Task) Snapshot() Snapshot {
	if now := t.now.Load(); now != nil { // mutant: what is read here is acted upon later
		return *now
	}
	return Snapshot{}
}
