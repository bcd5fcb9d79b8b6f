// Snapshot locks for each field, and a step may come between two of them.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestSnapshotIsOneMoment"]
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
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.State != from {
		return ErrRefused
	}
	t.now.State = to
	*count++
	return nil
}

// Snapshot collects the fields.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	state := t.now.State
	t.mu.Unlock() // mutant: the counts may change before they are read
	t.mu.Lock()
	defer t.mu.Unlock()
	return Snapshot{State: state, Runs: t.now.Runs, Blocks: t.now.Blocks, Wakes: t.now.Wakes}
}
