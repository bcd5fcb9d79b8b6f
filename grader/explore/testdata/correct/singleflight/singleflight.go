// Package singleflight lets concurrent callers that want the same share one
// execution of a function.
package singleflight

import (
	"fmt"
	"sync"
)

type call[V any] struct {
	done    chan struct{} // closed when val and err are set
	val     V
	err     error
	sharing int // guarded by the group's mutex
}

// Group is a name space of keys; its zero value is ready.
type Group[K comparable, V any] struct {
	mu    sync.Mutex
	calls map[K]*call[V]
}

// Do calls f, or waits for the result of a call under way for key. It reports
// whether the result came from somebody else's call.
func (g *Group[K, V]) Do(key K, f func() (V, error)) (val V, shared bool, err error) {
	g.mu.Lock()
	if c, ok := g.calls[key]; ok {
		c.sharing++
		g.mu.Unlock()
		<-c.done
		return c.val, true, c.err
	}
	c := &call[V]{done: make(chan struct{})}
	if g.calls == nil {
		g.calls = map[K]*call[V]{}
	}
	g.calls[key] = c
	g.mu.Unlock()

	g.run(key, c, f)
	return c.val, false, c.err
}

func (g *Group[K, V]) run(key K, c *call[V], f func() (V, error)) {
	defer func() {
		if r := recover(); r != nil {
			c.err = fmt.Errorf("singleflight: panic: %v", r)
		}
		g.mu.Lock()
		delete(g.calls, key)
		g.mu.Unlock()
		close(c.done)
	}()
	c.val, c.err = f()
}

// Sharing counts the callers that wait for the call under way for key.
func (g *Group[K, V]) Sharing(key K) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c := g.calls[key]; c != nil {
		return c.sharing
	}
	return 0
}
