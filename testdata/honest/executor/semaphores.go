package executor

import (
	"container/list"
	"sync"
)

// Executor has no idle workers: a worker is born when there is work and fewer than the
// limit are alive, and it dies when it finds the list empty.
type Executor[T any] struct {
	room chan struct{} // semaphore: one token for each accepted task that is not done
	quit chan struct{} // closed: Shutdown was called

	mu      sync.Mutex
	closed  bool
	waiting *list.List // of *entry[T]
	alive   int
	limit   int

	workers sync.WaitGroup
}

type entry[T any] struct {
	task   func() (T, error)
	future *Future[T]
}

// New returns an executor that runs at most workers tasks at once, and lets as many as
// queue wait for a worker.
func New[T any](workers, queue int) *Executor[T] {
	if workers < 1 {
		workers = 1
	}
	if queue < 1 {
		queue = 1
	}
	return &Executor[T]{
		room:    make(chan struct{}, workers+queue),
		quit:    make(chan struct{}),
		waiting: list.New(),
		limit:   workers,
	}
}

// Submit hands task over and returns the future of its result.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	select {
	case e.room <- struct{}{}: // P
	case <-e.quit:
		return nil, ErrShutdown
	}

	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		<-e.room // V: give it back, it was mine
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	e.waiting.PushBack(&entry[T]{task, f})
	if e.alive < e.limit {
		e.alive++
		e.workers.Add(1)
		go e.work()
	}
	return f, nil
}

func (e *Executor[T]) work() {
	defer e.workers.Done()
	for job := e.next(); job != nil; job = e.next() {
		job.do()
		<-e.room // V
	}
}

// next returns the oldest job, or nil: then the worker does not count as alive any more.
func (e *Executor[T]) next() *entry[T] {
	e.mu.Lock()
	defer e.mu.Unlock()
	front := e.waiting.Front()
	if front == nil {
		e.alive--
		return nil
	}
	return e.waiting.Remove(front).(*entry[T])
}

func (j *entry[T]) do() {
	var (
		value T
		err   error
	)
	func() {
		defer func() {
			if p := recover(); p != nil {
				var zero T
				value, err = zero, &PanicError{Value: p}
			}
		}()
		value, err = j.task()
	}()
	j.future.Resolve(value, err)
}

// Shutdown refuses new tasks, waits until all that were accepted are done, and ends the
// workers. It may be called more than once, and each call waits.
func (e *Executor[T]) Shutdown() {
	e.mu.Lock()
	if !e.closed {
		e.closed = true
		close(e.quit)
	}
	e.mu.Unlock()
	e.workers.Wait()
}
