package eventloop

import (
	"sync/atomic"
	"time"
)

// Loop runs tasks, one step at a time, on the goroutine that calls Run.
//
// Other goroutines touch the inbox, the flag and the bell only; the sleepers belong to
// Run and need no lock.
type Loop struct {
	clock   *Clock
	inbox   atomic.Pointer[letter] // a stack: the newest letter is on top
	stopped atomic.Bool
	bell    chan struct{}

	sleepers priorityQueue[sleeper]
	tickets  uint64
}

type letter struct {
	at    time.Duration
	first Step
	below *letter
}

type sleeper struct {
	at     time.Duration
	ticket uint64
	step   Step
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	l := &Loop{clock: clock, bell: make(chan struct{}, 1)}
	l.sleepers.less = func(a, b sleeper) bool {
		return a.at < b.at || (a.at == b.at && a.ticket < b.ticket)
	}
	return l
}

// CreateTask hands a task to the loop, which begins it with first.
func (l *Loop) CreateTask(first Step) {
	n := &letter{at: l.clock.Now(), first: first}
	for {
		n.below = l.inbox.Load()
		if l.inbox.CompareAndSwap(n.below, n) {
			break
		}
	}
	l.ring()
}

// Stop ends the loop: the step that runs, if one does, is the last.
func (l *Loop) Stop() {
	l.stopped.Store(true)
	l.ring()
}

func (l *Loop) ring() {
	select {
	case l.bell <- struct{}{}:
	default:
	}
}

// readInbox lets the new tasks join the line, the oldest first.
func (l *Loop) readInbox() {
	var oldest *letter
	for n := l.inbox.Swap(nil); n != nil; {
		n, n.below, oldest = n.below, oldest, n
	}
	for n := oldest; n != nil; n = n.below {
		l.fallAsleep(n.at, n.first)
	}
}

func (l *Loop) fallAsleep(at time.Duration, step Step) {
	l.sleepers.push(sleeper{at: at, ticket: l.tickets, step: step})
	l.tickets++
}

// Run runs the tasks until all are done, and returns nil then, or until the loop is
// stopped, and returns ErrStopped then. It is called once.
func (l *Loop) Run() error {
	for {
		if l.stopped.Load() {
			return ErrStopped
		}
		now := l.clock.Now()
		l.readInbox()
		if l.sleepers.len() == 0 {
			return nil
		}
		if at := l.sleepers.top().at; at > now {
			select {
			case <-l.bell:
			case <-l.clock.Alarm(at):
			}
			continue
		}
		sleep, next := l.sleepers.pop().step()
		if next == nil {
			continue
		}
		l.readInbox() // who came during the step was ready before
		l.fallAsleep(l.clock.Now()+max(0, sleep), next)
	}
}

// priorityQueue is a binary heap.
type priorityQueue[T any] struct {
	items []T
	less  func(a, b T) bool
}

func (q *priorityQueue[T]) len() int { return len(q.items) }

func (q *priorityQueue[T]) top() T { return q.items[0] }

func (q *priorityQueue[T]) push(x T) {
	q.items = append(q.items, x)
	i := len(q.items) - 1
	for i > 0 {
		up := (i - 1) >> 1
		if !q.less(q.items[i], q.items[up]) {
			return
		}
		q.items[i], q.items[up] = q.items[up], q.items[i]
		i = up
	}
}

func (q *priorityQueue[T]) pop() T {
	var zero T
	top, last := q.items[0], len(q.items)-1
	q.items[0] = q.items[last]
	q.items[last] = zero
	q.items = q.items[:last]
	i := 0
	for {
		child := 2*i + 1
		if child >= last {
			return top
		}
		if right := child + 1; right < last && q.less(q.items[right], q.items[child]) {
			child = right
		}
		if !q.less(q.items[child], q.items[i]) {
			return top
		}
		q.items[i], q.items[child] = q.items[child], q.items[i]
		i = child
	}
}
