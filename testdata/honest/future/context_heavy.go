// Package future hands one result to everybody who waits for it.
package future

import (
	"context"
	"errors"
	"fmt"
)

// result travels as the cause of a context: the first cancel decides about the cause,
// and everybody can wait for it. That is all that a future has to do.
type result[T any] struct {
	value T
	err   error
}

func (r *result[T]) Error() string {
	return fmt.Sprintf("resolved: %v, %v", r.value, r.err)
}

var _ error = (*result[int])(nil)

// Future is a result that may not be there yet.
type Future[T any] struct {
	resolved context.Context
	resolve  context.CancelCauseFunc
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	f := &Future[T]{}
	f.resolved, f.resolve = context.WithCancelCause(context.Background())
	return f
}

// Start runs produce on a goroutine of its own and returns at once.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		var r result[T]
		defer func() {
			if p := recover(); p != nil {
				r = result[T]{err: &PanicError{Value: p}}
			}
			f.Resolve(r.value, r.err)
		}()
		r.err = errors.New("future: the producer ended its goroutine") // unless it returns
		r.value, r.err = produce()
	}()
	return f
}

// Resolve sets the result, wakes all who wait and reports true, the first time.
func (f *Future[T]) Resolve(value T, err error) bool {
	mine := &result[T]{value, err}
	f.resolve(mine)
	return context.Cause(f.resolved) == error(mine)
}

func (f *Future[T]) get() (T, error) {
	r := context.Cause(f.resolved).(*result[T])
	return r.value, r.err
}

// Await waits for the result and returns it.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case <-f.resolved.Done():
		return f.get()
	case <-ctx.Done():
		if f.resolved.Err() != nil { // the result wins
			return f.get()
		}
		var zero T
		return zero, context.Cause(ctx)
	}
}
