package harness

import (
	"sync"
	"sync/atomic"
	"time"
)

// restKind says what a waiter makes of the process being at rest.
type restKind int

const (
	// settle: it is what the waiter waits for.
	settle restKind = iota
	// overlap: it is the proof that what the waiter waits for never comes.
	overlap
)

// waiter is someone who waits for the process to come to rest.
type waiter struct {
	kind     restKind
	released chan struct{}
	// atRest is told the goroutines, once, before released is closed.
	atRest func(dump string)
	// since is the processor time at which the guard first saw the waiter.
	since time.Duration
	seen  bool
}

// watch is what the guard knows of a run. It refers to waiters only, never to the
// property's state: whatever the guard can reach, the leak profile takes for alive.
type watch struct {
	kick chan struct{}
	// moves counts what waiters do: two looks between which it did not change saw the
	// same waiters.
	moves atomic.Uint64
	// children: the property may have started processes.
	children atomic.Bool

	mu      sync.Mutex
	waiters map[*waiter]struct{}
}

// add registers a waiter and wakes the guard.
func (w *watch) add(kind restKind, atRest func(string)) *waiter {
	one := &waiter{kind: kind, released: make(chan struct{}), atRest: atRest}
	w.mu.Lock()
	w.waiters[one] = struct{}{}
	w.mu.Unlock()
	w.moves.Add(1)
	select {
	case w.kick <- struct{}{}:
	default:
	}
	return one
}

// remove forgets a waiter, which may be nil or forgotten already.
func (w *watch) remove(one *waiter) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.waiters, one)
}

// release tells waiters that the process is at rest: those who wait for just that, or
// if there are none, those whom it fails. It reports whether there were any.
func (w *watch) release(dump string) bool {
	var settled, failed []*waiter
	w.mu.Lock()
	for one := range w.waiters {
		if one.kind == settle {
			settled = append(settled, one)
		} else {
			failed = append(failed, one)
		}
	}
	told := settled
	if len(told) == 0 {
		told = failed
	}
	for _, one := range told {
		delete(w.waiters, one)
	}
	w.mu.Unlock()
	for _, one := range told {
		if one.atRest != nil {
			one.atRest(dump)
		}
		close(one.released)
	}
	return len(told) > 0
}

// dismiss lets everybody go who still waits in an execution that was given up, so that
// their goroutines can end. What they find then is no longer taken down.
func (w *watch) dismiss() {
	for w.release("") {
	}
}

// longest is the processor time for which the guard has seen the oldest waiter wait.
func (w *watch) longest(now time.Duration) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	var longest time.Duration
	for one := range w.waiters {
		if !one.seen {
			one.seen, one.since = true, now
		}
		longest = max(longest, now-one.since)
	}
	return longest
}

// waited reports whether anybody waits for rest.
func (w *watch) waited() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.waiters) > 0
}
