// The state is swapped atomically, and each count is atomic too, but they are not one
// step.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestSnapshotIsOneMoment"]
package states

import "sync/atomic"

// Task is something that a scheduler runs.
type Task struct {
	state               atomic.Int32
	runs, blocks, wakes atomic.Int32
}

// Run goes from Ready to Running.
func (t *Task) Run() error { return t.step(Ready, Running, &t.runs) }

// Block goes from Running to Blocked.
func (t *Task) Block() error { return t.step(Running, Blocked, &t.blocks) }

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error { return t.step(Blocked, Ready, &t.wakes) }

// Finish goes from Running to Done.
func (t *Task) Finish() error { return t.step(Running, Done, new(atomic.Int32)) }

func (t *Task) step(from, to State, count *atomic.Int32) error {
	if !t.state.CompareAndSwap(int32(from), int32(to)) {
		return ErrRefused
	}
	count.Add(1) // mutant: somebody may look before this
	return nil
}

// Snapshot loads everything.
func (t *Task) Snapshot() Snapshot {
	return Snapshot{ // mutant: one after the other
		State:  State(t.state.Load()),
		Runs:   int(t.runs.Load()),
		Blocks: int(t.blocks.Load()),
		Wakes:  int(t.wakes.Load()),
	}
}
