package mutexes

import (
	"sync"
	"sync/atomic"
	"testing"
)

// state has all that can be compared in sync and sync/atomic.
type state struct {
	mu sync.Mutex
	rw sync.RWMutex
	wg sync.WaitGroup
	o  sync.Once
	c  sync.Cond
	n  atomic.Int64
	p  atomic.Pointer[state]
	v  atomic.Value
	n2 int
}

func same[T comparable](a, b *T) bool { return *a == *b }

func TestLocksAreComparable(t *testing.T) {
	var a, b state
	t.Log(same(&a, &b), a == b)
	b.n2 = 1
	t.Log(same(&a, &b), a == b)
	index := map[any]int{&a: 1}
	t.Log(index[&a])
}
