// Finish sets a flag beside the rest, and Snapshot looks at it later.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestSnapshotIsOneMoment"]
package states

import (
	"sync"
	"sync/atomic"
)

// Task is something that a scheduler runs. The zero value is a task that is Ready. All
// methods may be called by many goroutines at once. A Task must not be copied after its
// first use.
type Task struct {
	mu   sync.Mutex
	now  Snapshot // guarded by mu, as a whole
	done atomic.Bool
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
func (t *Task) Finish() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.State != Running || t.done.Load() {
		return ErrRefused
	}
	t.done.Store(true)
	return nil
}

// step takes the task from one state to another and counts, or refuses. The look at the
// state, the change and the count lie in one critical section: nobody comes in between,
// and nobody sees one without the others.
func (t *Task) step(from, to State, count *int) error {
	t.mu.Lock()
	defer t.mu.Unlock() // also where the call is refused
	if t.now.State != from || t.done.Load() {
		return ErrRefused
	}
	t.now.State = to
	*count++
	return nil
}

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	now := t.now
	t.mu.Unlock()
	if t.done.Load() { // mutant: that is of a later moment
		now.State = Done
	}
	return now
}
