// The queue is a slice that grows, and Submit never waits.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestQueueIsBounded"]
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	jobs    []func()
	changed *sync.Cond
	workers sync.WaitGroup
	mu      sync.Mutex
	closed  bool
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{}
	e.changed = sync.NewCond(&e.mu)
	for range workers {
		e.workers.Go(func() {
			for job := e.next(); job != nil; job = e.next() {
				job()
			}
		})
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.jobs = append(e.jobs, func() { f.Resolve(run(task)) }) // mutant: however many there are
	e.changed.Signal()
	return f, nil
}

func (e *Executor[T]) next() func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for len(e.jobs) == 0 {
		if e.closed {
			return nil
		}
		e.changed.Wait()
	}
	job := e.jobs[0]
	e.jobs = e.jobs[1:]
	return job
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	e.closed = true
	e.changed.Broadcast()
	e.mu.Unlock()
	e.workers.Wait()
}

func run[T any](task func() (T, error)) (value T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
	}()
	return task()
}
