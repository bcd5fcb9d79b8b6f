// Submit asks again and again whether there is room.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestQueueIsBounded", "TestResultsByFuture"]
package executor

import (
	"runtime"
	"sync"
)

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
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	job := func() { f.Resolve(run(task)) }
	for sent := false; !sent; { // mutant: and comes here again
		select {
		case e.jobs <- job: // mutant: and here it looks again, at once
			sent = true
		default:
			runtime.Gosched() // mutant: runs on and on instead of waiting
		}
	}
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
	return task()
}
