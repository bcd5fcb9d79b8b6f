package eventloop

import (
	"container/heap"
	"sync"
	"time"
)

type entry struct {
	at   time.Duration // may go on since, or from
	seq  uint64
	step Step
}

type line []entry

func (q line) Len() int { return len(q) }
func (q line) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].seq < q[j].seq
}
func (q line) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *line) Push(x any)   { *q = append(*q, x.(entry)) }
func (q *line) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	(*q)[last] = entry{}
	*q = (*q)[:last]
	return x
}

// Loop: one heap for all, ordered by (time, sequence). A new task is one that sleeps for
// no time.
type Loop struct {
	clock *Clock
	news  chan struct{} // one place: a wake-up that nobody waits for yet is kept

	mu      sync.Mutex
	line    line
	seq     uint64
	stopped bool
}

func NewLoop(clock *Clock) *Loop {
	return &Loop{clock: clock, news: make(chan struct{}, 1)}
}

func (l *Loop) CreateTask(first Step) {
	l.add(0, first)
	l.wake()
}

func (l *Loop) Stop() {
	l.mu.Lock()
	l.stopped = true
	l.mu.Unlock()
	l.wake()
}

func (l *Loop) add(sleep time.Duration, step Step) {
	if step == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	heap.Push(&l.line, entry{l.clock.Now() + max(sleep, 0), l.seq, step})
	l.seq++
}

func (l *Loop) wake() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

func (l *Loop) Run() error {
	for {
		l.mu.Lock()
		switch {
		case l.stopped:
			l.mu.Unlock()
			return ErrStopped
		case len(l.line) == 0:
			l.mu.Unlock()
			return nil
		case l.line[0].at > l.clock.Now():
			at := l.line[0].at
			l.mu.Unlock()
			select {
			case <-l.clock.Alarm(at):
			case <-l.news:
			}
		default:
			e := heap.Pop(&l.line).(entry)
			l.mu.Unlock()
			l.add(e.step())
		}
	}
}
