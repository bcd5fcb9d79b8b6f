// Steps are taken under the lock, but published for observers after it.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestRefusedCallChangesNothing"]
package states

import (
	"sync"
	"sync/atomic"
)

// Task is something that a scheduler runs.
type Task struct {
	mu     sync.Mutex
	now    Snapshot
	public atomic.Pointer[Snapshot]
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
	if t.now.State != from {
		t.mu.Unlock()
		return ErrRefused
	}
	t.now.State = to
	*count++
	now := t.now
	t.mu.Unlock()
	t.public.Store(&now) // mutant: a newer one may have been published by now
	return nil
}

// Snapshot returns what was published last.
func (t *Task) Snapshot() Snapshot {
	if now := t.public.Load(); now != nil {
		return *now
	}
	return Snapshot{}
}
