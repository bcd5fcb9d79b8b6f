// Package states follows a task through its life: ready, running, blocked, ready again.
package states

import "sync"

// Task is something that a scheduler runs. The zero value is a task that is Ready. All
// methods may be called by many goroutines at once. A Task must not be copied after its
// first use.
type Task struct {
	mutex sync.Mutex // guards all the fields below

	state  State
	runs   int
	blocks int
	wakes  int
}

// Run gives the processor to the task: from Ready to Running. In any other state it
// changes nothing and returns ErrRefused.
func (t *Task) Run() error {
	t.mutex.Lock()
	if t.state == Ready {
		t.state = Running
		t.runs = t.runs + 1
		t.mutex.Unlock()
		return nil
	} else {
		t.mutex.Unlock()
		return ErrRefused
	}
}

// Block lets the task wait for something: from Running to Blocked. In any other state
// it changes nothing and returns ErrRefused.
func (t *Task) Block() error {
	t.mutex.Lock()
	if t.state == Running {
		t.state = Blocked
		t.blocks = t.blocks + 1
		t.mutex.Unlock()
		return nil
	} else {
		t.mutex.Unlock()
		return ErrRefused
	}
}

// Wake says that what the task waited for is there: from Blocked to Ready. In any other
// state it changes nothing and returns ErrRefused.
func (t *Task) Wake() error {
	t.mutex.Lock()
	if t.state == Blocked {
		t.state = Ready
		t.wakes = t.wakes + 1
		t.mutex.Unlock()
		return nil
	} else {
		t.mutex.Unlock()
		return ErrRefused
	}
}

// Finish ends the task: from Running to Done. In any other state it changes nothing and
// returns ErrRefused.
func (t *Task) Finish() error {
	t.mutex.Lock()
	if t.state == Running {
		t.state = Done
		t.mutex.Unlock()
		return nil
	} else {
		t.mutex.Unlock()
		return ErrRefused
	}
}

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() Snapshot {
	t.mutex.Lock()
	var snapshot Snapshot
	snapshot.State = t.state
	snapshot.Runs = t.runs
	snapshot.Blocks = t.blocks
	snapshot.Wakes = t.wakes
	t.mutex.Unlock()
	return snapshot
}
