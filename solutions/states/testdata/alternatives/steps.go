// Package states keeps one number, the steps of the task so far, since that says
// everything: a task runs, blocks and wakes in turn. The sign says that it is done.
package states

import "sync/atomic"

// Task is something that a scheduler runs. The zero value is Ready.
type Task struct {
	steps atomic.Int64
}

// Run goes from Ready to Running.
func (t *Task) Run() error { return t.step(Ready, Running) }

// Block goes from Running to Blocked.
func (t *Task) Block() error { return t.step(Running, Blocked) }

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error { return t.step(Blocked, Ready) }

// Finish goes from Running to Done.
func (t *Task) Finish() error { return t.step(Running, Done) }

func (t *Task) step(from, to State) error {
	for {
		old := t.steps.Load()
		if view(old).State != from {
			return ErrRefused
		}
		next := old + 1
		if to == Done {
			next = -old
		}
		// The number never comes back to what it was, so a swap that succeeds means
		// that nothing has happened since the load.
		if t.steps.CompareAndSwap(old, next) {
			return nil
		}
	}
}

// Snapshot is computed from one load.
func (t *Task) Snapshot() Snapshot { return view(t.steps.Load()) }

func view(steps int64) Snapshot {
	state := []State{Ready, Running, Blocked}[max(steps, -steps)%3]
	if steps < 0 {
		state, steps = Done, -steps
	}
	return Snapshot{State: state, Runs: int(steps+2) / 3, Blocks: int(steps+1) / 3, Wakes: int(steps / 3)}
}
