// Package future publishes the result with one compare-and-swap of a pointer; a
// closed channel only wakes those who sleep.
package future

import (
	"context"
	"sync/atomic"
)

type outcome[T any] struct {
	value T
	err   error
}

// Future is resolved as soon as its outcome is not nil.
type Future[T any] struct {
	outcome atomic.Pointer[outcome[T]]
	done    chan struct{} // closed by who swapped the outcome in
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{done: make(chan struct{})}
}

// Start runs produce on a goroutine of its own.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() { f.Resolve(call(produce)) }()
	return f
}

func call[T any](produce func() (T, error)) (value T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v}
		}
	}()
	return produce()
}

// Resolve sets the result if nobody did. The swap elects one winner, and it
// orders the writing of the outcome before every load that sees it.
func (f *Future[T]) Resolve(value T, err error) bool {
	if !f.outcome.CompareAndSwap(nil, &outcome[T]{value, err}) {
		return false
	}
	close(f.done)
	return true
}

// Await waits for the result or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case <-f.done:
	case <-ctx.Done():
	}
	if o := f.outcome.Load(); o != nil {
		return o.value, o.err
	}
	var zero T
	return zero, context.Cause(ctx)
}
