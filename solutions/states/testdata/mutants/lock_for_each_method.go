// Each method has a mutex of its own, and Run does not exclude Snapshot.
//
//	verdicts = ["data race"]
//	means = "native"
package states

import "sync"

// Task is something that a scheduler runs.
type Task struct {
	mu  [Done + 1]sync.Mutex
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
	t.mu[to].Lock()
	defer t.mu[to].Unlock()
	if t.now.State != from { // mutant: while another method changes it
		return ErrRefused
	}
	t.now.State = to // mutant: while another method looks at it
	*count++         // mutant
	return nil
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot {
	t.mu[Ready].Lock()
	defer t.mu[Ready].Unlock()
	return t.now // mutant: while another method changes it
}
