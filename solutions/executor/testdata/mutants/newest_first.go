// The worker takes the newest task from a stack.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestResultsByFuture"]
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	jobs    []func()
	places  chan struct{}
	changed *sync.Cond
	workers sync.WaitGroup
	mu      sync.Mutex
	closed  bool
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{places: make(chan struct{}, workers+queue)}
	e.changed = sync.NewCond(&e.mu)
	for range workers {
		e.workers.Go(func() {
			for job := e.next(); job != nil; job = e.next() {
				job()
				<-e.places
			}
		})
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.Lock()
	closed := e.closed
	e.mu.Unlock()
	if closed {
		return nil, ErrShutdown
	}
	e.places <- struct{}{}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		<-e.places
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.jobs = append(e.jobs, func() { f.Resolve(run(task)) })
	e.changed.Signal()
	return f, nil // mutant: what is submitted now may overtake it
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
	last := len(e.jobs) - 1
	job := e.jobs[last]
	e.jobs = e.jobs[:last]
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
