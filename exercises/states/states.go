// Package states follows a task through its life: ready, running, blocked, ready again.
//
// The task for you: several schedulers share a Task. Let it take legal steps only, let
// one caller win where several want the same step, and let nobody see it between two
// states. README.md has the contract.
package states

// Task is something that a scheduler runs. The zero value is a task that is Ready. All
// methods may be called by many goroutines at once. A Task must not be copied after its
// first use.
type Task struct {
	// TODO: each method looks at the state first and sets it then. Others come in between.
	state               State
	runs, blocks, wakes int
}

// Run gives the processor to the task: from Ready to Running. In any other state it
// changes nothing and returns ErrRefused.
func (t *Task) Run() error {
	if t.state != Ready {
		return ErrRefused
	}
	t.state = Running
	t.runs++
	return nil
}

// Block lets the task wait for something: from Running to Blocked. In any other state
// it changes nothing and returns ErrRefused.
func (t *Task) Block() error {
	if t.state != Running {
		return ErrRefused
	}
	t.state = Blocked
	t.blocks++
	return nil
}

// Wake says that what the task waited for is there: from Blocked to Ready. In any other
// state it changes nothing and returns ErrRefused.
func (t *Task) Wake() error {
	if t.state != Blocked {
		return ErrRefused
	}
	t.state = Ready
	t.wakes++
	return nil
}

// Finish ends the task: from Running to Done. In any other state it changes nothing and
// returns ErrRefused.
func (t *Task) Finish() error {
	if t.state != Running {
		return ErrRefused
	}
	t.state = Done
	return nil
}

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() Snapshot {
	return Snapshot{State: t.state, Runs: t.runs, Blocks: t.blocks, Wakes: t.wakes}
}
