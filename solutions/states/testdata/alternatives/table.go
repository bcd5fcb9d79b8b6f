// Package states has the legal steps in a table, and a lock that observers share.
package states

import "sync"

// legal lists the states that may follow each state.
var legal = map[State][]State{Ready: {Running}, Running: {Blocked, Done}, Blocked: {Ready}}

// Task is something that a scheduler runs. The zero value is Ready.
type Task struct {
	mu     sync.RWMutex
	state  State
	counts [Done + 1]int // how often the task came into each state
}

// Run goes from Ready to Running.
func (t *Task) Run() error { return t.enter(Running) }

// Block goes from Running to Blocked.
func (t *Task) Block() error { return t.enter(Blocked) }

// Wake goes from Blocked to Ready.
func (t *Task) Wake() error { return t.enter(Ready) }

// Finish goes from Running to Done.
func (t *Task) Finish() error { return t.enter(Done) }

func (t *Task) enter(to State) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, next := range legal[t.state] {
		if next == to {
			t.state = to
			t.counts[to]++
			return nil
		}
	}
	return ErrRefused
}

// Snapshot shares the lock with other observers.
func (t *Task) Snapshot() Snapshot {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return Snapshot{State: t.state, Runs: t.counts[Running], Blocks: t.counts[Blocked], Wakes: t.counts[Ready]}
}
