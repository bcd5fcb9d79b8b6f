// A refused call reports success, since nothing bad has happened.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestOneWinner", "TestRefusedCallChangesNothing"]
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
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.State != from {
		return nil // mutant: the caller takes itself for the winner
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
