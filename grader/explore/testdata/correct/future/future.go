// Package future has promises that are kept or broken once, and futures that
// are awaited by any number of goroutines.
package future

import (
	"context"
	"errors"
	"sync/atomic"
)

// Future is a value that comes later.
type Future[T any] struct {
	settled atomic.Bool   // somebody has undertaken to set value and err
	done    chan struct{} // closed when they are set
	value   T
	err     error
}

// New makes a future that somebody has to Resolve or Reject.
func New[T any]() *Future[T] { return &Future[T]{done: make(chan struct{})} }

// Go starts f and returns the future of its result.
func Go[T any](f func() (T, error)) *Future[T] {
	p := New[T]()
	go func() { p.settle(f()) }()
	return p
}

func (p *Future[T]) settle(v T, err error) bool {
	if !p.settled.CompareAndSwap(false, true) {
		return false
	}
	p.value, p.err = v, err
	close(p.done)
	return true
}

// Resolve keeps the promise; false: it was settled before.
func (p *Future[T]) Resolve(v T) bool { return p.settle(v, nil) }

// Reject breaks the promise; false: it was settled before.
func (p *Future[T]) Reject(err error) bool {
	var zero T
	return p.settle(zero, err)
}

// Await waits for the value, or for the end of ctx.
func (p *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case <-p.done:
		return p.value, p.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

// Then applies f to the value of p, when it is there.
func Then[T, U any](p *Future[T], f func(T) (U, error)) *Future[U] {
	return Go(func() (u U, err error) {
		<-p.done
		if p.err != nil {
			return u, p.err
		}
		return f(p.value)
	})
}

// All waits for all and joins their errors.
func All[T any](ctx context.Context, ps ...*Future[T]) ([]T, error) {
	values := make([]T, len(ps))
	errs := make([]error, len(ps))
	for i, p := range ps {
		values[i], errs[i] = p.Await(ctx)
	}
	return values, errors.Join(errs...)
}
