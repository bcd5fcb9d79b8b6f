// The state is looked at under the lock and changed under the lock, but the lock is
// free in between.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package states

import "sync"

// Task is something that a scheduler runs.
type Task struct {
	mu  sync.Mutex
	now Snapshot
}

// Run goes from Ready to Running.
func (t *Task) Run() error { return t.step(Ready, Running, &t.now.Runs) } // mutant: this and its sisters are where the mistake shows

// Block goes from Running to Blocked.
func (t *Task) Block() error { return t.step(Running, Blocked, &t.now.Blocks) }

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error { return t.step(Blocked, Ready, &t.now.Wakes) }

// Finish goes from Running to Done.
func (t *Task) Finish() error { return t.step(Running, Done, new(int)) }

func (t *Task) step(from, to State, count *int) error {
	if t.Snapshot().State != from { // mutant: may not be so any more when the lock is taken
		return ErrRefused
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.State = to
	*count++
	return nil
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now // mutant: what is read here is acted upon later
}
