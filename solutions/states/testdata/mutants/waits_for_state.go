// A call that is not allowed waits until it is.
//
//	verdicts = ["deadlock"]
//	means = "native"
package states

import "sync"

// Task is something that a scheduler runs.
type Task struct {
	once    sync.Once
	mu      sync.Mutex
	changed *sync.Cond
	now     Snapshot
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
	t.once.Do(func() { t.changed = sync.NewCond(&t.mu) })
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.now.State != from {
		t.changed.Wait() // mutant: instead of refusing
	}
	t.now.State = to
	*count++
	t.changed.Broadcast()
	return nil
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}
