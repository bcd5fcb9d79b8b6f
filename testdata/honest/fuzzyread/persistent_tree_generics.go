package fuzzyread

import (
	"cmp"
	"sync/atomic"
)

// tree is a binary search tree that is never changed. put makes new nodes on the way
// from the root and shares all others. (Not balanced: the store is small.)
type tree[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *tree[K, V]
}

func (t *tree[K, V]) get(k K) (v V, ok bool) {
	for t != nil {
		switch c := cmp.Compare(k, t.key); {
		case c == 0:
			return t.value, true
		case c < 0:
			t = t.left
		default:
			t = t.right
		}
	}
	return v, false
}

func (t *tree[K, V]) put(k K, v V) *tree[K, V] {
	if t == nil {
		return &tree[K, V]{key: k, value: v}
	}
	n := *t
	switch c := cmp.Compare(k, t.key); {
	case c == 0:
		n.value = v
	case c < 0:
		n.left = t.left.put(k, v)
	default:
		n.right = t.right.put(k, v)
	}
	return &n
}

// Store holds numbers by name. Make one with New. Its methods may be called by many
// goroutines at once.
type Store struct {
	root atomic.Pointer[tree[string, int]]
}

// New returns a store without keys.
func New() *Store { return &Store{} }

// Set changes all keys of changes in one step and leaves all others as they are.
func (s *Store) Set(changes map[string]int) {
	if len(changes) == 0 {
		return
	}
	for {
		before := s.root.Load()
		after := before
		for k, v := range changes {
			after = after.put(k, v)
		}
		if s.root.CompareAndSwap(before, after) {
			return
		}
	}
}

// Begin starts a transaction that reads the store as it is now.
func (s *Store) Begin() *Tx { return &Tx{root: s.root.Load()} }

// Tx is a transaction that only reads. It belongs to one goroutine.
type Tx struct {
	root *tree[string, int]
}

// Get returns the value that k had at Begin, or 0 if it had none.
func (t *Tx) Get(k string) int {
	v, _ := t.root.get(k)
	return v
}

// Close lets the garbage collector have what only this transaction still sees.
func (t *Tx) Close() { t.root = nil }
