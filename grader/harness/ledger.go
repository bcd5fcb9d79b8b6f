package harness

import (
	"fmt"
	"sync"

	"racekit/grader/record"
)

// maxWrong bounds how many failed assertions of one execution are kept: the first
// tell the story.
const maxWrong = 16

// ledger takes down what an execution shows. It refers to nothing of the property's
// state, so that it does not keep alive what a deadlocked goroutine waits for.
type ledger struct {
	mu     sync.Mutex
	end    record.End
	closed bool
}

func (l *ledger) note(f func(*record.End)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		f(&l.end)
	}
}

// wrong takes down a failed assertion.
func (l *ledger) wrong(message string) {
	l.note(func(e *record.End) {
		if len(e.Wrong) < maxWrong {
			e.Wrong = append(e.Wrong, message)
		}
	})
}

// failed takes down a failure that was not explained.
func (l *ledger) failed(where string) {
	l.note(func(e *record.End) {
		if len(e.Wrong) == 0 {
			e.Wrong = append(e.Wrong, where+"FailNow")
		}
	})
}

// exited takes down that a goroutine of the test came to no end of its own and did not
// panic: the code under test called runtime.Goexit, and nothing after that was checked.
// FailNow does the same, and has said so before.
func (l *ledger) exited() {
	l.note(func(e *record.End) {
		if len(e.Wrong) == 0 && e.Panic == nil {
			e.Wrong = append(e.Wrong, "runtime.Goexit ended a goroutine of the test before the test was over")
		}
	})
}

// panicked takes down the first panic.
func (l *ledger) panicked(v any, stack []byte) {
	// The value's own method may block, and must not do so under the lock.
	value := fmt.Sprint(v)
	l.note(func(e *record.End) {
		if e.Panic == nil {
			e.Panic = &record.Panic{Value: value, Stack: string(stack)}
		}
	})
}

// slow takes down a demand for overlap that was not met.
func (l *ledger) slow(s record.Slow) {
	l.note(func(e *record.End) { e.Slow = append(e.Slow, s) })
}

// close moves all that was taken down into end. Goroutines that are still about can
// add nothing afterwards.
func (l *ledger) close(end *record.End) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	end.Wrong, end.Panic, end.Slow = l.end.Wrong, l.end.Panic, l.end.Slow
}
