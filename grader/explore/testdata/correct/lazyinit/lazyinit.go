// Package lazyinit makes a value on first use: double-checked, with an atomic
// pointer for the fast way and a mutex for the slow one.
package lazyinit

import (
	"sync"
	"sync/atomic"
)

// Lazy is a value to be made by the function given to New.
type Lazy[T any] struct {
	ready atomic.Pointer[T] // nil until the value is complete
	mu    sync.Mutex
	make  func() (T, error)
}

// New does not call f yet.
func New[T any](f func() (T, error)) *Lazy[T] { return &Lazy[T]{make: f} }

// Get returns the value, made by the first call. If making it fails, the next
// call tries again.
func (l *Lazy[T]) Get() (*T, error) {
	if p := l.ready.Load(); p != nil {
		return p, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if p := l.ready.Load(); p != nil { // somebody was faster
		return p, nil
	}
	v, err := l.make()
	if err != nil {
		return nil, err
	}
	l.ready.Store(&v)
	return &v, nil
}

// Peek returns the value if it is there.
func (l *Lazy[T]) Peek() *T { return l.ready.Load() }

// Reset forgets the value and returns it; the next Get makes another.
func (l *Lazy[T]) Reset() *T {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ready.Swap(nil)
}
