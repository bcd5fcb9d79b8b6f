// Package executor bounds all accepted tasks by a semaphore with a place for each worker
// and each place in the queue. The channel of jobs has as many, so a send never blocks.
//
// So a plain mutex can be held over the look at closed and the send. Who waits for a place
// holds no lock, and looks again when it has one.
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	places  chan struct{}
	jobs    chan func()
	workers sync.WaitGroup
	mu      sync.Mutex
	closed  bool // guarded by mu; jobs is closed as well
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{
		places: make(chan struct{}, workers+queue),
		jobs:   make(chan func(), workers+queue),
	}
	for range workers {
		e.workers.Go(func() {
			for job := range e.jobs {
				job()
				<-e.places
			}
		})
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	if e.isClosed() {
		return nil, ErrShutdown // at once, although there may be no place
	}
	e.places <- struct{}{}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		<-e.places
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.jobs <- func() { f.Resolve(run(task)) }
	return f, nil
}

func (e *Executor[T]) isClosed() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.closed
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	if !e.closed {
		e.closed = true
		close(e.jobs)
	}
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
