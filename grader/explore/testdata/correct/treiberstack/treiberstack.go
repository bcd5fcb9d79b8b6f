// Package treiberstack is Treiber's lock-free stack: a linked list whose head
// is swapped by compare-and-swap.
package treiberstack

import "sync/atomic"

type node[T any] struct {
	value T
	below *node[T]
}

// Stack is a LIFO stack for any number of goroutines; its zero value is empty.
type Stack[T any] struct {
	top atomic.Pointer[node[T]]
	len atomic.Int64
}

// Push puts v on top.
func (s *Stack[T]) Push(v T) {
	n := &node[T]{value: v}
	for {
		n.below = s.top.Load() // n is still private here
		if s.top.CompareAndSwap(n.below, n) {
			s.len.Add(1)
			return
		}
	}
}

// Pop takes the top value off; it reports false for an empty stack.
func (s *Stack[T]) Pop() (v T, ok bool) {
	for {
		n := s.top.Load()
		if n == nil {
			return v, false
		}
		// Nodes are never used again, so there is no ABA problem.
		if s.top.CompareAndSwap(n, n.below) {
			s.len.Add(-1)
			return n.value, true
		}
	}
}

// Len counts the values; while others push and pop it is only a hint.
func (s *Stack[T]) Len() int { return int(s.len.Load()) }

// Drain takes everything at once, the top first.
func (s *Stack[T]) Drain() []T {
	var all []T
	for n := s.top.Swap(nil); n != nil; n = n.below {
		all = append(all, n.value)
	}
	s.len.Add(-int64(len(all)))
	return all
}
