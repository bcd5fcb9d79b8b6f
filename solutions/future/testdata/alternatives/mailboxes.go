// Package future gives each waiter a mailbox of its own; Resolve delivers to
// all of them, and a waiter that leaves takes its mailbox with it.
package future

import (
	"context"
	"sync"
)

type outcome[T any] struct {
	value T
	err   error
}

// Future is a result, or the mailboxes of those who wait for it.
type Future[T any] struct {
	mu     sync.Mutex
	result *outcome[T]
	boxes  map[chan outcome[T]]struct{}
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{boxes: make(map[chan outcome[T]]struct{})}
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

// Resolve delivers the result if nobody did. A mailbox has room for it, so the
// sends do not block although the lock is held.
func (f *Future[T]) Resolve(value T, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.result != nil {
		return false
	}
	f.result = &outcome[T]{value, err}
	for box := range f.boxes {
		box <- *f.result
	}
	f.boxes = nil
	return true
}

// Await waits for its mailbox or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	box := make(chan outcome[T], 1)
	if o := f.subscribe(box); o != nil {
		return o.value, o.err
	}
	select {
	case o := <-box:
		return o.value, o.err
	case <-ctx.Done():
	}
	if o := f.unsubscribe(box); o != nil {
		return o.value, o.err
	}
	var zero T
	return zero, context.Cause(ctx)
}

// subscribe returns the result, or registers box if there is none yet.
func (f *Future[T]) subscribe(box chan outcome[T]) *outcome[T] {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.result == nil {
		f.boxes[box] = struct{}{}
	}
	return f.result
}

// unsubscribe returns the result, or takes box away if there is still none.
func (f *Future[T]) unsubscribe(box chan outcome[T]) *outcome[T] {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.boxes, box)
	return f.result
}
