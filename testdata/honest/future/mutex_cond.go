// Package future hands one result to everybody who waits for it.
package future

import (
	"context"
	"sync"
)

// Future is a result that may not be there yet.
type Future[T any] struct {
	mu       sync.Mutex
	wake     *sync.Cond
	resolved bool
	value    T
	err      error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	f := new(Future[T])
	f.wake = sync.NewCond(&f.mu)
	return f
}

// Start runs produce on a goroutine of its own and returns at once.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		value, err := safely(produce)
		f.Resolve(value, err)
	}()
	return f
}

// safely calls produce and makes an error out of a panic.
func safely[T any](produce func() (T, error)) (value T, err error) {
	panicked := true
	defer func() {
		if panicked {
			var zero T
			value, err = zero, &PanicError{Value: recover()}
		}
	}()
	value, err = produce()
	panicked = false
	return value, err
}

// Resolve sets the result, wakes all who wait and reports true. Only the first
// call does so: a later one changes nothing and reports false.
func (f *Future[T]) Resolve(value T, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.resolved {
		return false
	}
	f.value = value
	f.err = err
	f.resolved = true
	f.wake.Broadcast()
	return true
}

// Await waits for the result and returns it.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	// A Cond knows nothing of contexts, so the end of ctx has to wake us. The lock is
	// needed: without it the Broadcast could come between our check and our Wait.
	stop := context.AfterFunc(ctx, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.wake.Broadcast()
	})
	defer stop()

	f.mu.Lock()
	defer f.mu.Unlock()
	for !f.resolved {
		if ctx.Err() != nil {
			var zero T
			return zero, context.Cause(ctx)
		}
		f.wake.Wait()
	}
	return f.value, f.err
}
