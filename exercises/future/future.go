// Package future hands one result to everybody who waits for it.
//
// The task: this Future passes its result in plain variables and lets the
// waiters ask again and again whether it is there. Make it pass the result
// safely, let the waiters sleep until it comes, and let neither an error, nor a
// panic, nor a cancelled waiter get lost. README.md has the contract.
package future

import (
	"context"
	"runtime"
)

// Future is a result that may not be there yet. It is resolved once, and any
// number of goroutines may wait for it. Make one with New or Start.
type Future[T any] struct {
	// TODO: many goroutines share these fields, and nothing orders their accesses.
	done  bool
	value T
	err   error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{}
}

// Start runs produce on a goroutine of its own and returns at once. The future
// is resolved with what produce returns; if produce panics, with a *PanicError.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() { f.Resolve(produce()) }()
	return f
}

// Resolve sets the result, wakes all who wait and reports true. Only the first
// call does so: a later one changes nothing and reports false.
func (f *Future[T]) Resolve(value T, err error) bool {
	if f.done {
		return false
	}
	f.value, f.err = value, err
	f.done = true
	return true
}

// Await waits for the result and returns it. If ctx ends before the future is
// resolved, it returns the zero value and the error of ctx, and leaves nothing
// behind. A result that was there before ctx ended always wins.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	for !f.done {
		if err := ctx.Err(); err != nil {
			var zero T
			return zero, err
		}
		runtime.Gosched()
	}
	return f.value, f.err
}
