// There is one worker, whatever the number asked for.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestWorkersAreTheBound", "TestQueueIsBounded"]
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	jobs    chan func()
	workers sync.WaitGroup
	mu      sync.RWMutex
	closed  bool
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{jobs: make(chan func(), queue)}
	e.workers.Go(func() {
		for job := range e.jobs {
			job()
		}
	})
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
	return task() // mutant: the only worker is here
}
