// A call that is not allowed sleeps for a moment and looks again.
//
//	verdicts = ["hang"]
//	means = "native"
package states

import (
	"sync"
	"time"
)

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
	for !t.try(from, to, count) {
		time.Sleep(time.Millisecond) // mutant: instead of refusing
	}
	return nil
}

func (t *Task) try(from, to State, count *int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now.State != from {
		return false
	}
	t.now.State = to
	*count++
	return true
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}
