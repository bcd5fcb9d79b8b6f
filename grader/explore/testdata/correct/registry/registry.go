// Package registry counts named things with what the standard library has for
// it: sync.Map, sync.OnceValues, sync.Once, sync.Pool.
package registry

import (
	"errors"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
)

// ErrClosed is returned for all names once the registry is closed.
var ErrClosed = errors.New("registry: closed")

// Registry makes things by name on first use.
type Registry[T any] struct {
	open    func(name string) (T, error)
	entries sync.Map // of name to func() (T, error), a OnceValues
	uses    sync.Map // of name to *atomic.Int64
	closed  atomic.Bool
	once    sync.Once
	buffers sync.Pool // of *strings.Builder
}

// New makes a registry of things that open makes.
func New[T any](open func(name string) (T, error)) *Registry[T] {
	return &Registry[T]{
		open:    open,
		buffers: sync.Pool{New: func() any { return new(strings.Builder) }},
	}
}

// Get returns the thing of that name. open is called once a name, even if it
// fails.
func (r *Registry[T]) Get(name string) (T, error) {
	if r.closed.Load() {
		var zero T
		return zero, ErrClosed
	}
	f, ok := r.entries.Load(name)
	if !ok {
		f, _ = r.entries.LoadOrStore(name, sync.OnceValues(func() (T, error) {
			return r.open(name)
		}))
	}
	n, _ := r.uses.LoadOrStore(name, new(atomic.Int64))
	n.(*atomic.Int64).Add(1)
	return f.(func() (T, error))()
}

// Uses says how often a name was asked for.
func (r *Registry[T]) Uses(name string) int64 {
	if n, ok := r.uses.Load(name); ok {
		return n.(*atomic.Int64).Load()
	}
	return 0
}

// Names joins all the names, sorted.
func (r *Registry[T]) Names() string {
	var names []string
	r.entries.Range(func(name, _ any) bool {
		names = append(names, name.(string))
		return true
	})
	sort.Strings(names)
	b := r.buffers.Get().(*strings.Builder)
	defer r.buffers.Put(b)
	b.Reset()
	for i, name := range names {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(name)
	}
	return b.String()
}

// Close calls f, unless another Close does so or has done so; it returns when
// f has returned.
func (r *Registry[T]) Close(f func()) {
	r.once.Do(func() {
		r.closed.Store(true)
		f()
	})
}
