// Await keeps the lock while it waits, and Resolve can never take it.
//
//	verdicts = ["deadlock"]
//	means = "native"
package future

import (
	"context"
	"sync"
)

// Future is a result that may not be there yet.
type Future[T any] struct {
	mu       sync.Mutex
	resolved bool
	done     chan struct{}
	value    T
	err      error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{done: make(chan struct{})}
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

// Resolve sets the result if nobody did.
func (f *Future[T]) Resolve(value T, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.resolved {
		return false
	}
	f.resolved = true
	f.value, f.err = value, err
	close(f.done)
	return true
}

// Await waits for the result or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	f.mu.Lock() // mutant: held during the wait, and Resolve needs it
	defer f.mu.Unlock()
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
	}
	select {
	case <-f.done:
		return f.value, f.err
	default:
		var zero T
		return zero, context.Cause(ctx)
	}
}
