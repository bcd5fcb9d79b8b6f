// The winner is known before the result is there.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestResultBeatsCancel"]
package future

import (
	"context"
	"sync/atomic"
)

// Future is a result that may not be there yet. It is resolved once, and any
// number of goroutines may wait for it. Make one with New or Start.
type Future[T any] struct {
	set atomic.Bool
	// done is closed by the call of Resolve that wins.
	done chan struct{}
	// value and err are written before done is closed and read after it: the edge
	// from the close to each receive that it ends orders the accesses, and no lock
	// is needed to read.
	value T
	err   error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{done: make(chan struct{})}
}

// Start runs produce on a goroutine of its own and returns at once. The future
// is resolved with what produce returns; if produce panics, with a *PanicError.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		// recover works only in a deferred function of the goroutine that panics:
		// whoever waits could not do it.
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

// Resolve sets the result, wakes all who wait and reports true. Only the first
// call does so: a later one changes nothing and reports false.
func (f *Future[T]) Resolve(value T, err error) bool {
	if !f.set.CompareAndSwap(false, true) {
		return false // mutant: it may still be on its way
	}
	f.value, f.err = value, err
	close(f.done)
	return true
}

// Await waits for the result and returns it. If ctx ends before the future is
// resolved, it returns the zero value and the error of ctx, and leaves nothing
// behind. A result that was there before ctx ended always wins.
func (f *Future[T]) Await(ctx context.Context) (T, error) { // mutant: a cancel that came after Resolve wins
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
	}
	// A select with two ready cases takes either. So look once more: if the future
	// was resolved before ctx ended, done is closed by now.
	select {
	case <-f.done:
		return f.value, f.err
	default:
		var zero T
		return zero, context.Cause(ctx)
	}
}
