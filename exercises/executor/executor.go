// Package executor runs tasks on a fixed number of workers.
//
// Task: make Executor keep its bounds. As many tasks run at once as there are workers,
// as many wait as the queue holds, a panic costs one task only, and Shutdown returns when
// everything that was accepted is done. Names and signatures stay as they are. See README.md.
package executor

// Executor runs tasks on workers. Make one with New. All methods may be called by many
// goroutines at once.
type Executor[T any] struct {
	closed bool
}

// New returns an executor that runs at most workers tasks at once, and lets as many as
// queue wait for a worker.
func New[T any](workers, queue int) *Executor[T] {
	return &Executor[T]{}
}

// Submit hands task over and returns the future of its result. Tasks start in the order
// in which they were submitted. If the queue is full, Submit blocks until there is room.
// After Shutdown was called it returns ErrShutdown, and task does not run; for that it waits
// at most behind a Submit that is still blocked.
//
// If task panics, the error of its future is a *PanicError, and the worker goes on.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	if e.closed {
		return nil, ErrShutdown
	}
	f := NewFuture[T]()
	// TODO: a goroutine for each task. Nothing bounds their number, nobody knows when
	// they are done, and a panic ends the program.
	go func() { f.Resolve(task()) }()
	return f, nil
}

// Shutdown refuses new tasks, waits until all that were accepted are done, and ends the
// workers. It may be called more than once, and each call waits.
func (e *Executor[T]) Shutdown() {
	e.closed = true
}
