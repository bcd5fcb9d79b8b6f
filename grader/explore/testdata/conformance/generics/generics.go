// Package generics holds generic code over channels, goroutines and locks.
package generics

import (
	"cmp"
	"sync"
	"sync/atomic"
)

// Number is a constraint with approximations.
type Number interface {
	~int | ~int64 | ~float64
}

// Drain collects what is left of any channel type.
func Drain[C ~chan T, T any](c C) (out []T) {
	for v := range c {
		out = append(out, v)
	}
	return
}

// DrainRO is the same of a receive-only type.
func DrainRO[C ~<-chan T, T any](c C) []T {
	var out []T
	for {
		v, ok := <-c
		if !ok {
			return out
		}
		out = append(out, v)
	}
}

// Fill sends and closes.
func Fill[C ~chan T | ~chan<- T, T any](c C, vs ...T) {
	defer close(c)
	for _, v := range vs {
		c <- v
	}
}

// Recv works on both directions that can receive.
func Recv[C chan T | <-chan T, T any](c C) (T, bool) {
	select {
	case v, ok := <-c:
		return v, ok
	default:
		var zero T
		return zero, false
	}
}

// Either receives from any of two.
func Either[A, B any](a <-chan A, b <-chan B, fa func(A), fb func(B)) {
	select {
	case v := <-a:
		fa(v)
	case v := <-b:
		fb(v)
	}
}

// Guarded is a value behind a lock.
type Guarded[T any] struct {
	mu sync.Mutex
	v  T
}

// With runs f under the lock.
func (g *Guarded[T]) With(f func(*T)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f(&g.v)
}

// Load copies the value.
func (g *Guarded[T]) Load() T {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.v
}

// Cache embeds its lock.
type Cache[K comparable, V any] struct {
	sync.RWMutex
	m map[K]V
}

// Get computes on a miss.
func (c *Cache[K, V]) Get(k K, f func(K) V) V {
	c.RLock()
	v, ok := c.m[k]
	c.RUnlock()
	if ok {
		return v
	}
	c.Lock()
	defer c.Unlock()
	if v, ok := c.m[k]; ok {
		return v
	}
	if c.m == nil {
		c.m = make(map[K]V)
	}
	v = f(k)
	c.m[k] = v
	return v
}

// Queue is a generic named channel.
type Queue[T any] chan T

// Push sends.
func (q Queue[T]) Push(v T) Queue[T] { q <- v; return q }

// Pop receives.
func (q Queue[T]) Pop() (v T, ok bool) { v, ok = <-q; return }

// Future is a value to come.
type Future[T any] struct {
	done chan struct{}
	v    T
	err  error
}

// Async starts f.
func Async[T any](f func() (T, error)) *Future[T] {
	fu := &Future[T]{done: make(chan struct{})}
	go fu.run(f)
	return fu
}

func (f *Future[T]) run(g func() (T, error)) {
	defer close(f.done)
	f.v, f.err = g()
}

// Await waits.
func (f *Future[T]) Await() (T, error) {
	<-f.done
	return f.v, f.err
}

// Map runs f on each element in a goroutine of its own.
func Map[S ~[]E, E, R any](s S, f func(E) R) []R {
	out := make([]R, len(s))
	var wg sync.WaitGroup
	for i, e := range s {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = f(e)
		}()
	}
	wg.Wait()
	return out
}

// Sum receives n values of any number type.
func Sum[T Number](c <-chan T, n int) (sum T) {
	for range n {
		sum += <-c
	}
	return
}

// Max keeps a running maximum.
func Max[T cmp.Ordered](c <-chan T) (best T) {
	first := true
	for v := range c {
		if first || v > best {
			best, first = v, false
		}
	}
	return
}

// Locked runs f under any locker.
func Locked[L sync.Locker, R any](l L, f func() R) R {
	l.Lock()
	defer l.Unlock()
	return f()
}

// Stack is a linked stack over atomic pointers.
type Stack[T any] struct {
	head atomic.Pointer[node[T]]
}

type node[T any] struct {
	v    T
	next *node[T]
}

// Push adds.
func (s *Stack[T]) Push(v T) {
	n := &node[T]{v: v}
	for {
		n.next = s.head.Load()
		if s.head.CompareAndSwap(n.next, n) {
			return
		}
	}
}

// Pop removes.
func (s *Stack[T]) Pop() (v T, ok bool) {
	for {
		n := s.head.Load()
		if n == nil {
			return v, false
		}
		if s.head.CompareAndSwap(n, n.next) {
			return n.v, true
		}
	}
}
