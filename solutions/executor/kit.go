package executor

import (
	"errors"
	"fmt"
)

// This file belongs to the kit. Future is a shorter form of the exercise "future".

// ErrShutdown is the error of a Submit that comes too late.
var ErrShutdown = errors.New("the executor is shut down")

// Future is the result of a task that may not have run yet.
type Future[T any] struct {
	done  chan struct{}
	value T
	err   error
}

// NewFuture returns a future that somebody has yet to resolve.
func NewFuture[T any]() *Future[T] {
	return &Future[T]{done: make(chan struct{})}
}

// Resolve sets the result and wakes all who wait. It must be called exactly once.
func (f *Future[T]) Resolve(value T, err error) {
	f.value, f.err = value, err
	close(f.done)
}

// Result waits for the result and returns it.
func (f *Future[T]) Result() (T, error) {
	<-f.done
	return f.value, f.err
}

// PanicError is the error of a task that panicked.
type PanicError struct {
	// Value is what the task gave to panic.
	Value any
}

// Error tells of the panic and its value.
func (e *PanicError) Error() string {
	return fmt.Sprintf("the task panicked: %v", e.Value)
}
