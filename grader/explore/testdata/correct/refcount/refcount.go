// Package refcount shares a resource that is closed when the last user is gone,
// and can't be revived after that.
package refcount

import "sync/atomic"

// Shared is a resource with a count of its users.
type Shared[T any] struct {
	value T
	users atomic.Int64 // 0: closed for good
	close func(T)
}

// New returns the resource with one user, the caller.
func New[T any](value T, close func(T)) *Shared[T] {
	s := &Shared[T]{value: value, close: close}
	s.users.Store(1)
	return s
}

// Acquire adds a user unless the resource is closed.
func (s *Shared[T]) Acquire() (v T, ok bool) {
	for n := s.users.Load(); n > 0; n = s.users.Load() {
		if s.users.CompareAndSwap(n, n+1) {
			return s.value, true
		}
	}
	return v, false
}

// Release takes a user away; the last one closes the resource. It reports
// whether this was the last.
func (s *Shared[T]) Release() bool {
	switch n := s.users.Add(-1); {
	case n > 0:
		return false
	case n < 0:
		panic("refcount: too many releases")
	}
	s.close(s.value)
	return true
}

// Swapper holds the current one of a series of resources.
type Swapper[T any] struct {
	current atomic.Pointer[Shared[T]]
}

// Set makes s, of which it takes over one use, the current one and releases the
// one before.
func (w *Swapper[T]) Set(s *Shared[T]) {
	if old := w.current.Swap(s); old != nil {
		old.Release()
	}
}

// Use calls f with the current resource, which stays open meanwhile.
func (w *Swapper[T]) Use(f func(T)) bool {
	for {
		s := w.current.Load()
		if s == nil {
			return false
		}
		if v, ok := s.Acquire(); ok {
			defer s.Release()
			f(v)
			return true
		}
		// s was closed after the Load, so there is another by now, or none.
	}
}
