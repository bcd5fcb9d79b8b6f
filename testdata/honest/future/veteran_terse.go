package future

import (
	"context"
	"sync"
)

type Future[T any] struct {
	once  sync.Once
	done  chan struct{} // closed after value and err are set
	value T
	err   error
}

func New[T any]() *Future[T] { return &Future[T]{done: make(chan struct{})} }

func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		defer func() {
			if p := recover(); p != nil {
				f.Resolve(*new(T), &PanicError{p})
			}
		}()
		f.Resolve(produce())
	}()
	return f
}

func (f *Future[T]) Resolve(value T, err error) (first bool) {
	f.once.Do(func() {
		f.value, f.err, first = value, err, true
		close(f.done)
	})
	return
}

func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
	}
	select {
	case <-f.done: // both: the result wins
		return f.value, f.err
	default:
		return *new(T), ctx.Err()
	}
}
