// Each task gets a goroutine of its own. Everything else is right.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestWorkersAreTheBound", "TestResultsByFuture", "TestQueueIsBounded"]
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	workers sync.WaitGroup
	mu      sync.RWMutex
	closed  bool
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	return &Executor[T]{}
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.workers.Go(func() { f.Resolve(run(task)) }) // mutant: as many at once as tasks
	return f, nil
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	e.closed = true
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
