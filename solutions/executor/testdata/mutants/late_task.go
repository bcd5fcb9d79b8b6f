// A quit channel ends the workers when the queue is empty. Submit can still put a task there.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestSubmitMeetsShutdown"]
package executor

import "sync"

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	jobs    chan func()
	quit    chan struct{}
	workers sync.WaitGroup
	once    sync.Once
}

// New returns an executor with so many workers, and a queue of so many places.
func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{jobs: make(chan func(), queue), quit: make(chan struct{})}
	for range workers {
		e.workers.Go(e.work)
	}
	return e
}

// Submit hands task over, blocking while the queue is full.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	select {
	case <-e.quit:
		return nil, ErrShutdown
	default:
	}
	f := NewFuture[T]()
	select {
	case e.jobs <- func() { f.Resolve(run(task)) }: // mutant: the workers may have left
		return f, nil
	case <-e.quit:
		return nil, ErrShutdown
	}
}

func (e *Executor[T]) work() {
	for {
		select {
		case job := <-e.jobs:
			job()
			continue
		case <-e.quit:
		}
		select {
		case job := <-e.jobs:
			job()
		default:
			return
		}
	}
}

// Shutdown drains and ends the workers.
func (e *Executor[T]) Shutdown() {
	e.once.Do(func() { close(e.quit) })
	e.workers.Wait() // mutant: who submits is not waited for
}

func run[T any](task func() (T, error)) (value T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
	}()
	return task()
}
