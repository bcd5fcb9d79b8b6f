// The result is sent into a channel of one slot, and only one waiter can take it out.
//
//	verdicts = ["deadlock"]
//	means = "native"
package future

import (
	"context"
	"sync"
)

type outcome[T any] struct {
	value T
	err   error
}

// Future is a result that may not be there yet.
type Future[T any] struct {
	once   sync.Once
	result chan outcome[T]
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{result: make(chan outcome[T], 1)}
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
	first := false
	f.once.Do(func() {
		f.result <- outcome[T]{value, err}
		first = true
	})
	return first
}

// Await waits for the result or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select { // mutant: who receives the result leaves nothing for the next waiter
	case o := <-f.result:
		return o.value, o.err
	case <-ctx.Done():
	}
	select {
	case o := <-f.result:
		return o.value, o.err
	default:
		var zero T
		return zero, context.Cause(ctx)
	}
}
