// Shutdown ends the workers, and what is in the queue stays there.
//
//	verdicts = ["deadlock", "wrong result"]
//	means = "native"
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	jobs    chan func()
	quit    chan struct{}
	workers sync.WaitGroup
	mu      sync.RWMutex
	closed  bool
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{jobs: make(chan func(), queue), quit: make(chan struct{})}
	for range workers {
		e.workers.Go(func() {
			for {
				select {
				case <-e.quit:
					return
				case job := <-e.jobs:
					job()
				}
			}
		})
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.jobs <- func() { f.Resolve(run(task)) }
	return f, nil
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	if !e.closed {
		e.closed = true
		close(e.quit)
	}
	e.mu.Unlock()
	e.workers.Wait() // mutant: some jobs were accepted and never run
}

func run[T any](task func() (T, error)) (value T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
	}()
	return task()
}
