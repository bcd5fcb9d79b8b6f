// Package future keeps the result in a channel of one slot, like a baton: who
// takes it out copies it and puts it back for the next.
package future

import (
	"context"
	"sync/atomic"
)

type outcome[T any] struct {
	value T
	err   error
}

// Future is resolved once its baton is on the way.
type Future[T any] struct {
	resolved atomic.Bool
	baton    chan outcome[T]
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{baton: make(chan outcome[T], 1)}
}

// Start runs produce on a goroutine of its own.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		defer func() {
			if v := recover(); v != nil {
				var zero T
				f.Resolve(zero, &PanicError{Value: v})
			}
		}()
		f.Resolve(produce())
	}()
	return f
}

// Resolve puts the baton into play if nobody did.
func (f *Future[T]) Resolve(value T, err error) bool {
	if !f.resolved.CompareAndSwap(false, true) {
		return false
	}
	f.baton <- outcome[T]{value, err} // never blocks: there is one baton and one slot
	return true
}

// Await waits for the baton or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case o := <-f.baton:
		return f.pass(o)
	case <-ctx.Done():
	}
	// The slot may be empty for a moment because another waiter holds the baton, so
	// the flag decides. If it is set, the baton comes at once.
	if f.resolved.Load() {
		return f.pass(<-f.baton)
	}
	var zero T
	return zero, context.Cause(ctx)
}

func (f *Future[T]) pass(o outcome[T]) (T, error) {
	f.baton <- o
	return o.value, o.err
}
