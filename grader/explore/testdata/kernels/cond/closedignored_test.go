// The close is not part of the condition: the worker is woken by the Broadcast
// of close, finds no job and waits again. Breaks in every schedule, be the
// worker in its wait before the close or come to it after.

package cond

import (
	"sync"
	"testing"
)

type jobBoard struct {
	mu           sync.Mutex
	changed      *sync.Cond
	jobs, worked int
	closed       bool
}

func (b *jobBoard) set(jobs int, closed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.jobs += jobs
	b.closed = closed
	b.changed.Broadcast()
}

func (b *jobBoard) work(idle func() bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for range 2 {
		for idle() {
			b.changed.Wait()
		}
		if b.jobs == 0 {
			return
		}
		b.jobs--
		b.worked++
	}
}

func workBoard(t *testing.T, b *jobBoard, idle func() bool) {
	b.changed = sync.NewCond(&b.mu)
	var wg sync.WaitGroup
	wg.Go(func() { b.work(idle) })
	b.set(1, false)
	b.set(0, true)
	wg.Wait()
	if b.worked != 1 {
		t.Errorf("%d jobs worked, want 1", b.worked)
	}
}

// want: deadlock
func TestClosedIgnoredBug(t *testing.T) {
	b := &jobBoard{}
	workBoard(t, b, func() bool { return b.jobs == 0 })
}

func TestClosedIgnoredFixed(t *testing.T) {
	b := &jobBoard{}
	workBoard(t, b, func() bool { return b.jobs == 0 && !b.closed })
}
