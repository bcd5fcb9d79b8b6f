// Stop closes a channel, which works once.
//
//	verdicts = ["panic"]
//	means = "native"
//	fails = ["TestStop"]
package eventloop

import (
	"container/heap"
	"sync"
	"time"
)

// Loop runs tasks, one step at a time, on the goroutine that calls Run.
type Loop struct {
	clock *Clock
	// news holds a token if something happened since the loop looked last.
	news chan struct{}

	mu      sync.Mutex
	queue   queue
	queued  int // how many were ever queued
	stopped chan struct{}
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	return &Loop{clock: clock, news: make(chan struct{}, 1), stopped: make(chan struct{})}
}

// CreateTask hands a task to the loop.
func (l *Loop) CreateTask(first Step) {
	l.put(first, 0)
	l.tell()
}

// Run runs the tasks until all are done or the loop is stopped.
func (l *Loop) Run() error {
	for {
		step, alarm, err := l.next()
		switch {
		case err != nil:
			return err
		case step != nil:
			// No lock is held here: a step may call CreateTask and Stop.
			if sleep, next := step(); next != nil {
				l.put(next, sleep)
			}
		case alarm != nil:
			select {
			case <-alarm:
			case <-l.news:
			}
		default:
			return nil
		}
	}
}

// Stop ends the loop.
func (l *Loop) Stop() {
	close(l.stopped) // mutant: who calls it again panics
	l.tell()
}

// put queues a step that may run when its task has slept.
func (l *Loop) put(step Step, sleep time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queued++
	heap.Push(&l.queue, entry{l.clock.Now() + sleep, l.queued, step})
}

// next returns the step to run now, or if there is none yet, the alarm of the first.
// It returns neither if no task is left.
func (l *Loop) next() (Step, <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.stopped:
		return nil, nil, ErrStopped
	default:
	}
	switch {
	case len(l.queue) == 0:
		return nil, nil, nil
	case l.queue[0].at > l.clock.Now():
		return nil, l.clock.Alarm(l.queue[0].at), nil
	}
	return heap.Pop(&l.queue).(entry).step, nil, nil
}

// tell leaves a token for the loop. If there is one already, that says enough.
func (l *Loop) tell() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// entry is a task that is not running: when it may go on, and with what.
type entry struct {
	at   time.Duration
	nth  int // who came earlier goes first
	step Step
}

// queue is a heap.
type queue []entry

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q queue) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].nth < q[j].nth
}

func (q *queue) Push(x any) { *q = append(*q, x.(entry)) }

func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = entry{} // so that the step can be collected
	*q = (*q)[:len(*q)-1]
	return last
}
