// Finish ends a task that does not run, too.
//
//	verdicts = ["wrong result"]
//	means = "native"
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
func (t *Task) Finish() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.State == Done {
		return ErrRefused
	}
	t.now.State = Done // mutant: from Ready and from Blocked as well
	return nil
}

func (t *Task) step(from, to State, count *int) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.State != from {
		return ErrRefused
	}
	t.now.State = to
	*count++
	return nil
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}
