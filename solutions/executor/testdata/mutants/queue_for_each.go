// The queue has room for so many tasks for each worker.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestQueueIsBounded"]
package executor

import "sync"

// Executor runs tasks on workers. Make one with New. All methods may be called by many
// goroutines at once.
type Executor[T any] struct {
	jobs    chan func()
	workers sync.WaitGroup
	// mu is held shared by each Submit and alone by Shutdown.
	mu     sync.RWMutex
	closed bool // guarded by mu; jobs is closed as well
}

// New returns an executor that runs at most workers tasks at once, and lets as many as
// queue wait for a worker.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{jobs: make(chan func(), queue*workers)}
	for range workers {
		e.workers.Go(func() {
			// Ends when the channel is closed and empty: what was accepted is done first.
			for job := range e.jobs {
				job()
			}
		})
	}
	return e
}

// Submit hands task over and returns the future of its result. Tasks start in the order
// in which they were submitted. If the queue is full, Submit blocks until there is room.
// After Shutdown was called it returns ErrShutdown, and task does not run; for that it waits
// at most behind a Submit that is still blocked.
//
// If task panics, the error of its future is a *PanicError, and the worker goes on.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	// The look and the send are one step for Shutdown. The lock may be held while the
	// send blocks: the workers, who make room, do not need it.
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.jobs <- func() { f.Resolve(run(task)) } // mutant: there is more room than was asked for
	return f, nil
}

// Shutdown refuses new tasks, waits until all that were accepted are done, and ends the
// workers. It may be called more than once, and each call waits.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock() // waits for the Submits that are in between
	if !e.closed {
		e.closed = true
		close(e.jobs)
	}
	e.mu.Unlock()
	// Without the lock, so that a Submit is refused and need not wait for this as well.
	e.workers.Wait()
}

// run calls task and turns a panic into an error.
func run[T any](task func() (T, error)) (value T, err error) {
	defer func() {
		// value is still zero if task panicked: nothing was assigned to it.
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
	}()
	return task()
}
