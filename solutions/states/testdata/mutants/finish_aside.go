// Finish looks and sets without the lock that the others take.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestOneWinner"]
package states

import (
	"sync"
	"sync/atomic"
)

// Task is something that a scheduler runs.
type Task struct {
	mu     sync.Mutex
	state  atomic.Int32
	counts [Done + 1]int
}

// Run goes from Ready to Running.
func (t *Task) Run() error { return t.step(Ready, Running) } // mutant: this and its sisters are where the mistake shows

// Block goes from Running to Blocked.
func (t *Task) Block() error { return t.step(Running, Blocked) }

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error { return t.step(Blocked, Ready) }

// Finish goes from Running to Done.
func (t *Task) Finish() error {
	if State(t.state.Load()) != Running {
		return ErrRefused
	}
	t.state.Store(int32(Done)) // mutant: somebody may have blocked the task since the load
	return nil
}

func (t *Task) step(from, to State) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if State(t.state.Load()) != from { // mutant: this is where the mistake shows
		return ErrRefused
	}
	t.state.Store(int32(to))
	t.counts[to]++
	return nil
}

// Snapshot returns a copy.
func (t *Task) Snapshot() Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Snapshot{
		State: State(t.state.Load()), Runs: t.counts[Running], Blocks: t.counts[Blocked], Wakes: t.counts[Ready],
	}
}
