// Resolve leaves two wake-ups behind, enough for two who wait, and a third sleeps on.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestEveryWaiterGetsTheResult"]
package future

import (
	"context"
	"sync"
)

// Future is a result that may not be there yet.
type Future[T any] struct {
	wake chan struct{}

	mu       sync.Mutex // guards the rest
	resolved bool
	value    T
	err      error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{wake: make(chan struct{}, 2)}
}

// Start runs produce on a goroutine of its own and returns at once.
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

// Resolve sets the result and wakes those who wait.
func (f *Future[T]) Resolve(value T, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.resolved {
		return false
	}
	f.value, f.err, f.resolved = value, err, true
	for range cap(f.wake) {
		f.wake <- struct{}{} // mutant: two can wake up, however many wait
	}
	return true
}

// Await waits for the result and returns it.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	if value, err, ok := f.result(); ok {
		return value, err
	}
	select { // mutant: whoever comes third finds no wake-up
	case <-f.wake:
	case <-ctx.Done():
	}
	if value, err, ok := f.result(); ok {
		return value, err
	}
	var zero T
	return zero, context.Cause(ctx)
}

func (f *Future[T]) result() (T, error, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.value, f.err, f.resolved
}
