// Package lru is a cache of limited size that forgets what was used least
// recently: a map and container/list under a mutex.
package lru

import (
	"container/list"
	"sync"
)

type pair[K comparable, V any] struct {
	key   K
	value V
}

// Cache is made by New.
type Cache[K comparable, V any] struct {
	mu      sync.Mutex
	max     int
	order   *list.List // of pair; the front was used last
	byKey   map[K]*list.Element
	onEvict func(K, V)
}

// New makes a cache of at most max entries. onEvict, if not nil, is called
// without the lock held for each entry that is pushed out.
func New[K comparable, V any](max int, onEvict func(K, V)) *Cache[K, V] {
	return &Cache[K, V]{max: max, order: list.New(), byKey: map[K]*list.Element{}, onEvict: onEvict}
}

// Get finds the value of key and makes it the last used.
func (c *Cache[K, V]) Get(key K) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(pair[K, V]).value, true
}

// Put sets the value of key.
func (c *Cache[K, V]) Put(key K, v V) {
	c.mu.Lock()
	if e, ok := c.byKey[key]; ok {
		e.Value = pair[K, V]{key, v}
		c.order.MoveToFront(e)
		c.mu.Unlock()
		return
	}
	c.byKey[key] = c.order.PushFront(pair[K, V]{key, v})
	if c.order.Len() <= c.max {
		c.mu.Unlock()
		return
	}
	old := c.order.Remove(c.order.Back()).(pair[K, V])
	delete(c.byKey, old.key)
	c.mu.Unlock()
	if c.onEvict != nil {
		c.onEvict(old.key, old.value)
	}
}

// Keys lists the keys, the last used first.
func (c *Cache[K, V]) Keys() []K {
	c.mu.Lock()
	defer c.mu.Unlock()
	keys := make([]K, 0, c.order.Len())
	for e := c.order.Front(); e != nil; e = e.Next() {
		keys = append(keys, e.Value.(pair[K, V]).key)
	}
	return keys
}
