// Package states never changes a snapshot: each step publishes a new one in place of the
// one that it started from, if that is still there.
package states

import "sync/atomic"

// Task is something that a scheduler runs. The zero value is Ready.
type Task struct {
	now atomic.Pointer[Snapshot] // nil: nothing has happened yet
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
		old := t.now.Load()
		var next Snapshot
		if old != nil {
			next = *old
		}
		if next.State != from {
			return ErrRefused
		}
		next.State = to
		switch to {
		case Running:
			next.Runs++
		case Blocked:
			next.Blocks++
		case Ready:
			next.Wakes++
		}
		if t.now.CompareAndSwap(old, &next) {
			return nil
		}
	}
}

// Snapshot returns what was published last.
func (t *Task) Snapshot() Snapshot {
	if now := t.now.Load(); now != nil {
		return *now
	}
	return Snapshot{}
}
