// Package executor starts a worker when a task comes and not all are running. A worker
// ends when it finds the queue empty.
//
// One mutex guards the queue and the number of workers. A worker leaves in the critical section
// in which it saw the queue empty, so no job can be queued for a worker that has left.
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	mu      sync.Mutex
	changed *sync.Cond // on mu: a job was taken, a worker has left, or closed was set
	jobs    []func()
	running int
	closed  bool
	workers int
	queue   int
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{workers: workers, queue: queue}
	e.changed = sync.NewCond(&e.mu)
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for !e.closed && e.running == e.workers && len(e.jobs) == e.queue {
		e.changed.Wait()
	}
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	job := func() { f.Resolve(run(task)) }
	if e.running < e.workers {
		e.running++
		go e.work(job)
	} else {
		e.jobs = append(e.jobs, job)
	}
	return f, nil
}

// Shutdown drains: the last worker to leave ends the wait.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	e.changed.Broadcast()
	for e.running > 0 {
		e.changed.Wait()
	}
}

func (e *Executor[T]) work(job func()) {
	for job != nil {
		job()
		job = e.next()
	}
}

// next takes the oldest job. If there is none, the worker has left.
func (e *Executor[T]) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.changed.Broadcast()
	if len(e.jobs) == 0 {
		e.running--
		return nil
	}
	job := e.jobs[0]
	e.jobs = e.jobs[1:]
	return job
}

func run[T any](task func() (T, error)) (value T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
	}()
	return task()
}
