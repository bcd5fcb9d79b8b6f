// Package unboundedqueue has two queues without limit: a list under a lock,
// and a goroutine that buffers between two channels.
package unboundedqueue

import (
	"container/list"
	"sync"
)

// Queue never blocks a producer.
type Queue struct {
	mu     sync.Mutex
	some   sync.Cond
	items  list.List
	closed bool
}

// New makes an empty queue.
func New() *Queue {
	q := new(Queue)
	q.some.L = &q.mu
	return q
}

// Push appends v; after Close it is dropped.
func (q *Queue) Push(v any) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	q.items.PushBack(v)
	q.some.Signal()
}

// Pop waits for a value; it reports false when closed and empty.
func (q *Queue) Pop() (any, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.items.Len() == 0 {
		if q.closed {
			return nil, false
		}
		q.some.Wait()
	}
	return q.items.Remove(q.items.Front()), true
}

// TryPop is Pop that does not wait.
func (q *Queue) TryPop() (any, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if e := q.items.Front(); e != nil {
		return q.items.Remove(e), true
	}
	return nil, false
}

// Close ends all waiting.
func (q *Queue) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.some.Broadcast()
}

// Pipe forwards in to the channel it returns, always ready to receive. The
// returned channel is closed when in is closed and all has been delivered.
func Pipe[T any](in <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		var pending []T
		for in != nil || len(pending) > 0 {
			var (
				next T
				send chan<- T // nil, so never ready, while nothing is pending
			)
			if len(pending) > 0 {
				next, send = pending[0], out
			}
			select {
			case v, ok := <-in:
				if !ok {
					in = nil
					continue
				}
				pending = append(pending, v)
			case send <- next:
				pending = pending[1:]
			}
		}
	}()
	return out
}
