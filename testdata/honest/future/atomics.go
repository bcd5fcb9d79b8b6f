// Package future hands one result to everybody who waits for it.
package future

import (
	"context"
	"sync/atomic"
)

// outcome never changes once it is published.
type outcome[T any] struct {
	value T
	err   error
}

// Future is a result that may not be there yet. The pointer is the truth; the
// channel only wakes the sleepers.
type Future[T any] struct {
	p    atomic.Pointer[outcome[T]]
	wake chan struct{}
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{wake: make(chan struct{})}
}

// Start runs produce on a goroutine of its own and returns at once.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go f.run(produce)
	return f
}

func (f *Future[T]) run(produce func() (T, error)) {
	defer f.rescue()
	v, err := produce()
	f.Resolve(v, err)
}

// rescue must be deferred itself, or else recover does nothing.
func (f *Future[T]) rescue() {
	if r := recover(); r != nil {
		var zero T
		f.Resolve(zero, &PanicError{Value: r})
	}
}

// Resolve sets the result, wakes all who wait and reports true, the first time.
func (f *Future[T]) Resolve(value T, err error) bool {
	if !f.p.CompareAndSwap(nil, &outcome[T]{value, err}) {
		return false
	}
	close(f.wake)
	return true
}

// Await waits for the result and returns it.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	if f.p.Load() == nil {
		select {
		case <-f.wake:
		case <-ctx.Done():
		}
	}
	if o := f.p.Load(); o != nil {
		return o.value, o.err
	}
	var zero T
	return zero, ctx.Err()
}
