package states

import "sync/atomic"

// Task: Ready, Running, Blocked, Ready ... is a circle of three, so that the number n of
// steps says all: the state is n%3, and the counts follow from n. The word is n<<1, and
// bit 0 is set when the task is done (then n stays at the step that made it Running).
type Task struct{ word atomic.Uint64 }

func (t *Task) step(from State, add uint64) error {
	for {
		w := t.word.Load()
		if w&1 != 0 || State(w>>1%3) != from {
			return ErrRefused
		}
		if t.word.CompareAndSwap(w, w+add) {
			return nil
		}
	}
}

func (t *Task) Run() error    { return t.step(Ready, 2) }
func (t *Task) Block() error  { return t.step(Running, 2) }
func (t *Task) Wake() error   { return t.step(Blocked, 2) }
func (t *Task) Finish() error { return t.step(Running, 1) }

func (t *Task) Snapshot() Snapshot {
	w := t.word.Load()
	n := int(w >> 1)
	s := Snapshot{State: State(n % 3), Runs: (n + 2) / 3, Blocks: (n + 1) / 3, Wakes: n / 3}
	if w&1 != 0 {
		s.State = Done
	}
	return s
}
