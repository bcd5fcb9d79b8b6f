// The end of a context is broadcast without the lock, and may fall between a
// waiter's look and its Wait.
//
//	verdicts = ["deadlock"]
//	means = "explorer"
package future

import (
	"context"
	"sync"
)

// Future is a result behind a mutex.
type Future[T any] struct {
	mu       sync.Mutex
	changed  *sync.Cond // on mu: resolved became true, or a context ended
	resolved bool
	value    T
	err      error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	f := &Future[T]{}
	f.changed = sync.NewCond(&f.mu)
	return f
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
	f.value, f.err, f.resolved = value, err, true
	f.changed.Broadcast()
	return true
}

// Await waits for the result or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	stop := context.AfterFunc(ctx, func() {
		f.changed.Broadcast() // mutant: who is about to Wait does not hear it
	})
	defer stop()

	f.mu.Lock()
	defer f.mu.Unlock()
	for !f.resolved && ctx.Err() == nil {
		f.changed.Wait() // mutant: and then waits for ever
	}
	if f.resolved {
		return f.value, f.err
	}
	var zero T
	return zero, context.Cause(ctx)
}
