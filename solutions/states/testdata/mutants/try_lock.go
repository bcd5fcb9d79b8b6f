// A call that does not get the lock at once takes that for a refusal.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestSnapshotIsOneMoment", "TestOneWinner"]
package states

import "sync"

// Task is something that a scheduler runs.
type Task struct {
	mu  sync.Mutex
	now Snapshot
}

// Run goes from Ready to Running.
func (t *Task) Run() error { return t.step(Ready, Running, &t.now.Runs) }

// Block goes from Running to Blocked.
func (t *Task) Block() error { return t.step(Running, Blocked, &t.now.Blocks) }

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error { return t.step(Blocked, Ready, &t.now.Wakes) }

// Finish goes from Running to Done.
func (t *Task) Finish() error { return t.step(Running, Done, new(int)) }

func (t *Task) step(from, to State, count *int) error {
	if !t.mu.TryLock() {
		return ErrRefused // mutant: the one who holds the lock may only be looking
	}
	defer t.mu.Unlock()
	if t.now.State != from {
		return ErrRefused
	}
	t.now.State = to
	*count++
	return nil
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot { // mutant: this is where the mistake shows
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}
