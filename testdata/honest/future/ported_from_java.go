// Package future hands one result to everybody who waits for it.
package future

import (
	"container/list"
	"context"
	"sync"
)

// State of a CompletableFuture.
type State int

const (
	Pending State = iota
	Completed
	CompletedExceptionally
)

// Future is my CompletableFuture. Each waiter stands in a list with a channel of its own
// (Java parks its threads in a stack).
type Future[T any] struct {
	lock    sync.RWMutex
	state   State
	result  T
	failure error
	waiters list.List // of chan struct{}
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{state: Pending}
}

// Start is supplyAsync.
func Start[T any](produce func() (T, error)) *Future[T] {
	future := New[T]()
	go func() {
		defer func() { // catch (Throwable t) { completeExceptionally(t) }
			t := recover()
			if t != nil {
				var null T
				future.Resolve(null, &PanicError{Value: t})
			}
		}()
		result, err := produce()
		future.Resolve(result, err)
	}()
	return future
}

// Resolve is complete: true if this call made the transition.
func (f *Future[T]) Resolve(value T, err error) bool {
	f.lock.Lock()
	defer f.lock.Unlock()

	if f.state != Pending {
		return false
	}
	f.result = value
	f.failure = err
	if err == nil {
		f.state = Completed
	} else {
		f.state = CompletedExceptionally
	}

	for e := f.waiters.Front(); e != nil; e = e.Next() {
		e.Value.(chan struct{}) <- struct{}{} // has room for one
	}
	f.waiters.Init()
	return true
}

// getNow returns the result if it is there.
func (f *Future[T]) getNow() (value T, err error, ok bool) {
	f.lock.RLock()
	defer f.lock.RUnlock()
	return f.result, f.failure, f.state != Pending
}

// enqueue puts a waiter into the list, or returns nil if there is nothing to wait for.
func (f *Future[T]) enqueue() *list.Element {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.state != Pending {
		return nil
	}
	return f.waiters.PushBack(make(chan struct{}, 1))
}

// dequeue takes a waiter that gave up out of the list.
func (f *Future[T]) dequeue(e *list.Element) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.state == Pending { // Resolve has emptied the list otherwise
		f.waiters.Remove(e)
	}
}

// Await is get, with a context in place of the timeout.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	if e := f.enqueue(); e != nil {
		select {
		case <-e.Value.(chan struct{}):
		case <-ctx.Done():
			f.dequeue(e)
		}
	}
	value, err, ok := f.getNow()
	if !ok {
		return value, ctx.Err() // still the zero value
	}
	return value, err
}
