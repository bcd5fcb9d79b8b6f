// Package spscring is a ring buffer for exactly one producer and one consumer,
// synchronised by two atomic counters alone.
package spscring

import (
	"runtime"
	"sync/atomic"
)

// Ring passes values from one goroutine to one other.
type Ring[T any] struct {
	slots  []T
	mask   uint64
	head   atomic.Uint64 // number of values taken; only the consumer writes it
	tail   atomic.Uint64 // number of values put; only the producer writes it
	closed atomic.Bool
}

// New makes a ring of 1<<bits slots.
func New[T any](bits uint) *Ring[T] {
	return &Ring[T]{slots: make([]T, 1<<bits), mask: 1<<bits - 1}
}

// TryPut stores v unless the ring is full. For the producer only.
func (r *Ring[T]) TryPut(v T) bool {
	t := r.tail.Load()
	if t-r.head.Load() == uint64(len(r.slots)) {
		return false
	}
	r.slots[t&r.mask] = v
	r.tail.Store(t + 1) // publishes the slot
	return true
}

// TryTake removes the oldest value, if there is one. For the consumer only.
func (r *Ring[T]) TryTake() (v T, ok bool) {
	h := r.head.Load()
	if h == r.tail.Load() {
		return v, false
	}
	v = r.slots[h&r.mask]
	r.head.Store(h + 1) // gives the slot back
	return v, true
}

// Put spins until there is room.
func (r *Ring[T]) Put(v T) {
	for !r.TryPut(v) {
		runtime.Gosched()
	}
}

// Close says that no more will come. For the producer only.
func (r *Ring[T]) Close() { r.closed.Store(true) }

// Take spins until there is a value; it reports false at the end.
func (r *Ring[T]) Take() (T, bool) {
	for {
		closed := r.closed.Load() // before the look, else a value could be missed
		if v, ok := r.TryTake(); ok || closed {
			return v, ok
		}
		runtime.Gosched()
	}
}
