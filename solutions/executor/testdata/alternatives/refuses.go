// Package executor wakes a blocked Submit at Shutdown and refuses its task.
//
// Each Submit counts itself as a sender while the executor is open. Shutdown ends the
// acceptance, waits until the last sender has left, and only then closes the queue: nobody
// can send to it any more.
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	jobs    chan func()
	closing chan struct{} // closed when the acceptance ends
	workers sync.WaitGroup
	mu      sync.Mutex
	closed  bool           // guarded by mu
	senders sync.WaitGroup // counted up with mu held, and only while not closed
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{jobs: make(chan func(), queue), closing: make(chan struct{})}
	for range workers {
		e.workers.Go(func() {
			for job := range e.jobs {
				job()
			}
		})
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	if !e.enter() {
		return nil, ErrShutdown
	}
	defer e.senders.Done()
	f := NewFuture[T]()
	select {
	case e.jobs <- func() { f.Resolve(run(task)) }:
		return f, nil
	case <-e.closing:
		return nil, ErrShutdown
	}
}

// enter counts a sender, if the executor is open.
func (e *Executor[T]) enter() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return false
	}
	e.senders.Add(1)
	return true
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	first := !e.closed
	e.closed = true
	e.mu.Unlock()
	if first {
		close(e.closing)
		e.senders.Wait()
		close(e.jobs)
	}
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
