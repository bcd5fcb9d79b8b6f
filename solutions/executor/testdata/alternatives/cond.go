// Package executor keeps its queue in a slice. One mutex guards everything, and two
// condition variables say what is waited for.
//
// Every wait looks at its condition again, with the mutex held, so no signal is missed
// and none is trusted. Tasks run without the mutex.
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	jobs     []func() // guarded by mu
	free     int      // guarded by mu; workers less accepted jobs that have not ended
	queue    int
	closed   bool // guarded by mu
	workers  sync.WaitGroup
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{free: workers, queue: queue}
	e.notEmpty, e.notFull = sync.NewCond(&e.mu), sync.NewCond(&e.mu)
	for range workers {
		e.workers.Go(e.work)
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for !e.closed && e.free+e.queue == 0 {
		e.notFull.Wait()
	}
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.free-- // below 0: so many jobs wait
	e.jobs = append(e.jobs, func() { f.Resolve(run(task)) })
	e.notEmpty.Signal()
	return f, nil
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	e.closed = true
	e.notEmpty.Broadcast()
	e.notFull.Broadcast()
	e.mu.Unlock()
	e.workers.Wait()
}

func (e *Executor[T]) work() {
	for {
		job := e.next()
		if job == nil {
			return
		}
		job()
		e.mu.Lock()
		e.free++
		e.notFull.Signal()
		e.mu.Unlock()
	}
}

// next waits for a job. It returns nil when there will be none any more.
func (e *Executor[T]) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for len(e.jobs) == 0 {
		if e.closed {
			return nil
		}
		e.notEmpty.Wait()
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
