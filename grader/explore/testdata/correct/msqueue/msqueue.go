// Package msqueue is the lock-free queue of Michael and Scott (1996), with
// atomic pointers and the garbage collector instead of counted pointers.
package msqueue

import "sync/atomic"

type node[T any] struct {
	value T
	next  atomic.Pointer[node[T]]
}

// Queue is a FIFO queue for any number of goroutines. Use New.
type Queue[T any] struct {
	head atomic.Pointer[node[T]] // a dummy; its successor is the oldest value
	tail atomic.Pointer[node[T]] // the last node, or the one before it
}

// New makes an empty queue.
func New[T any]() *Queue[T] {
	q := &Queue[T]{}
	dummy := &node[T]{}
	q.head.Store(dummy)
	q.tail.Store(dummy)
	return q
}

// Enqueue appends v.
func (q *Queue[T]) Enqueue(v T) {
	n := &node[T]{value: v}
	for {
		tail := q.tail.Load()
		next := tail.next.Load()
		if tail != q.tail.Load() {
			continue // somebody moved the tail meanwhile
		}
		if next != nil {
			q.tail.CompareAndSwap(tail, next) // help the one who lags
			continue
		}
		if tail.next.CompareAndSwap(nil, n) {
			q.tail.CompareAndSwap(tail, n) // whoever fails here was helped
			return
		}
	}
}

// Dequeue removes the oldest value; it reports false for an empty queue.
func (q *Queue[T]) Dequeue() (v T, ok bool) {
	for {
		head := q.head.Load()
		tail := q.tail.Load()
		next := head.next.Load()
		if head != q.head.Load() {
			continue
		}
		if next == nil {
			return v, false
		}
		if head == tail {
			q.tail.CompareAndSwap(tail, next) // the tail lags: help
			continue
		}
		if q.head.CompareAndSwap(head, next) {
			// The value is never written again once its node is linked, so
			// reading it after the swing is safe.
			return next.value, true
		}
	}
}
