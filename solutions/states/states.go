// Package states follows a task through its life: ready, running, blocked, ready again.
//
// One mutex guards state and counts together, and one function takes every step.
package states

import "sync"

// Task is something that a scheduler runs. The zero value is a task that is Ready. All
// methods may be called by many goroutines at once. A Task must not be copied after its
// first use.
type Task struct {
	mu  sync.Mutex
	now Snapshot // guarded by mu, as a whole
}

// Run gives the processor to the task: from Ready to Running. In any other state it
// changes nothing and returns ErrRefused.
func (t *Task) Run() error { return t.step(Ready, Running, &t.now.Runs) }

// Block lets the task wait for something: from Running to Blocked. In any other state
// it changes nothing and returns ErrRefused.
func (t *Task) Block() error { return t.step(Running, Blocked, &t.now.Blocks) }

// Wake says that what the task waited for is there: from Blocked to Ready. In any other
// state it changes nothing and returns ErrRefused.
func (t *Task) Wake() error { return t.step(Blocked, Ready, &t.now.Wakes) }

// Finish ends the task: from Running to Done. In any other state it changes nothing and
// returns ErrRefused.
func (t *Task) Finish() error { return t.step(Running, Done, nil) }

// step takes the task from one state to another and counts, or refuses. The look at the
// state, the change and the count lie in one critical section: nobody comes in between,
// and nobody sees one without the others.
func (t *Task) step(from, to State, count *int) error {
	t.mu.Lock()
	defer t.mu.Unlock() // also where the call is refused
	if t.now.State != from {
		return ErrRefused
	}
	t.now.State = to
	if count != nil {
		*count++
	}
	return nil
}

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now // a copy
}
