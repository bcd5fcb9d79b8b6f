// Package prioqueue is a blocking priority queue: container/heap under a mutex
// with a condition variable.
package prioqueue

import (
	"container/heap"
	"sync"
)

// Job is what is queued; the highest priority goes first, then the older.
type Job struct {
	Priority int
	Name     string
	serial   int
}

type jobs []*Job

func (j jobs) Len() int { return len(j) }
func (j jobs) Less(a, b int) bool {
	if j[a].Priority != j[b].Priority {
		return j[a].Priority > j[b].Priority
	}
	return j[a].serial < j[b].serial
}
func (j jobs) Swap(a, b int) { j[a], j[b] = j[b], j[a] }
func (j *jobs) Push(x any)   { *j = append(*j, x.(*Job)) }
func (j *jobs) Pop() any {
	old := *j
	last := old[len(old)-1]
	*j = old[:len(old)-1]
	return last
}

// Queue is made by New.
type Queue struct {
	sync.Mutex
	changed *sync.Cond
	jobs    jobs
	serial  int
	closed  bool
}

// New makes an empty queue.
func New() *Queue {
	q := new(Queue)
	q.changed = sync.NewCond(q)
	return q
}

// Push adds a job.
func (q *Queue) Push(priority int, name string) {
	q.Lock()
	defer q.Unlock()
	q.serial++
	heap.Push(&q.jobs, &Job{priority, name, q.serial})
	q.changed.Signal()
}

// Pop waits for a job; it returns nil once the queue is closed and empty.
func (q *Queue) Pop() *Job {
	q.Lock()
	defer q.Unlock()
	for len(q.jobs) == 0 {
		if q.closed {
			return nil
		}
		q.changed.Wait()
	}
	return heap.Pop(&q.jobs).(*Job)
}

// Close lets Pop return nil when nothing is left.
func (q *Queue) Close() {
	q.Lock()
	q.closed = true
	q.Unlock()
	q.changed.Broadcast()
}
